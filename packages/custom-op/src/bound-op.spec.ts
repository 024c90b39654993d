import { type Tensor, float32 } from '@openbpu/tensor';
import { bindOp } from './bound-op';
import { type AnyCustomOp, type CustomOpSpec, defineCustomOp } from './custom-op';
import { CustomOpError } from './custom-op-error';

type Attributes = Readonly<Record<string, unknown>>;
const FROM = { module: 'm.ts', sha256: 'f'.repeat(64) };
const TYPE = { dtype: 'float32', shape: [2] } as const;
const X = float32([2], [1, 2]);

const bound = (change: Partial<CustomOpSpec<Attributes>>, attributes: Attributes = {}) =>
  bindOp(
    defineCustomOp<Attributes>({
      domain: 'com.example',
      type: 'A',
      infer: ([x]) => [x!],
      evaluate: ([x]) => [x!],
      ...change,
    }) as AnyCustomOp,
    attributes,
    '/a/m.ts',
    FROM,
  );
const fault = (act: () => unknown) => {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof CustomOpError)) throw error;
    return [error.fault, error.problem, error.attribute];
  }
};

it('infers and evaluates', () => {
  const op = bound({});
  expect([op.name, op.from, op.lower]).toEqual(['com.example.A', FROM, false]);
  expect(op.infer([TYPE])).toEqual([TYPE]);
  expect(op.evaluate([X])).toEqual([X]);
  expect(op.macs([TYPE], [TYPE])).toBe(0);
  expect(op.body([TYPE])).toBeUndefined();
  expect(bound({ macs: ([x], [y]) => x!.shape[0] * y.shape[0] + 0.4 }).macs([TYPE], [TYPE])).toBe(4);
  expect(bound({ macs: () => 2.5 }).macs([TYPE], [TYPE])).toBe(3);
  expect(bound({ lower: true, onnx: () => [] }).lower).toBe(true);
});

it('reads attributes with the schema', () => {
  const attributes = {
    safeParse: (raw: unknown) =>
      (raw as Attributes)['k'] === 1
        ? { success: true as const, data: { k: 'one' } }
        : { success: false as const, error: { issues: [{ path: ['k', 0], message: 'is not 1' }] } },
  };
  const seen: Attributes[] = [];
  const evaluate = (inputs: readonly (Tensor | undefined)[], read: Attributes) => (seen.push(read), [inputs[0]!]);
  bound({ attributes, evaluate }, { k: 1 }).evaluate([X]);
  bound({ evaluate }, { k: 2 }).evaluate([X]);
  expect(seen).toEqual([{ k: 'one' }, { k: 2 }]);
  expect(fault(() => bound({ attributes }, { k: 2 }))).toEqual(['attributes', 'is not 1', 'k.0']);
});

it('keeps the inputs as they are, and the outputs apart from the module', () => {
  const x = float32([2], [1, 2]);
  Object.freeze(x);
  Object.freeze(x.shape);
  const kept: Tensor[] = [];
  const op = bound({
    evaluate([given]) {
      given!.data[0] = 9;
      kept.push(given!);
      return [given!];
    },
  });
  const [first] = op.evaluate([x]);
  kept[0].data[1] = 8;
  expect([x, first]).toEqual([float32([2], [1, 2]), float32([2], [9, 2])]);
});

it('hands on inputs that are not there', () => {
  const op = bound({
    infer: ([, y]) => [y!],
    evaluate: ([x, y]) => [{ ...y!, data: Float32Array.of(x ? 1 : 2, 2) }],
  });
  expect(op.evaluate([undefined, X])).toEqual([float32([2], [2, 2])]);
});

it('says what is wrong of what the module does', () => {
  const boom = () => {
    throw new RangeError('boom');
  };
  expect(fault(() => bound({ infer: boom }).infer([TYPE]))).toEqual(['types', 'boom', undefined]);
  expect(fault(() => bound({ evaluate: boom }).evaluate([X]))).toEqual(['throws', 'boom', undefined]);
  expect(fault(() => bound({ evaluate: () => [] }).evaluate([X]))).toEqual([
    'results',
    'evaluate gives 0 of 1 outputs that infer gives',
    undefined,
  ]);
  expect(fault(() => bound({ macs: () => NaN }).macs([TYPE], [TYPE]))).toEqual(['types', 'macs gives NaN', undefined]);
  expect(fault(() => bound({ macs: () => -1 }).macs([TYPE], [TYPE]))).toEqual(['types', 'macs gives -1', undefined]);
  expect(fault(() => bound({ onnx: boom }).body([TYPE]))).toEqual(['body', 'boom', undefined]);
});

describe('its body', () => {
  it('has an input for each of the node, and outputs of its own', () => {
    const body = bound({ onnx: (b, [x, , z]) => [b.op('Add', [x!.name, z!.name]), x!.name] }).body([
      TYPE,
      undefined,
      TYPE,
    ]);
    expect(body).toMatchObject({
      inputs: ['input_0', 'input_1', 'input_2'],
      outputs: ['Identity_1', 'Identity_2'],
      nodes: [
        { type: 'Add', inputs: ['input_0', 'input_2'] },
        { type: 'Identity', inputs: ['Add_0'] },
        { type: 'Identity', inputs: ['input_0'] },
      ],
    });
  });

  it('knows the types of its inputs, and reads nothing else', () => {
    const seen: unknown[] = [];
    bound({ onnx: (_, inputs) => (seen.push(...inputs), []) }).body([TYPE, undefined]);
    expect(seen).toEqual([{ name: 'input_0', ...TYPE }, undefined]);
    const problem = (onnx: CustomOpSpec<Attributes>['onnx']) => fault(() => bound({ onnx: onnx! }).body([TYPE]));
    expect(problem((b) => [b.op('Relu', ['x'])])).toEqual([
      'body',
      'its ONNX body reads "x", which nothing in it gives',
      undefined,
    ]);
    expect(problem(() => ['y'])).toEqual(['body', expect.stringContaining('"y"'), undefined]);
    expect(problem((b, [x]) => [b.op('Clip', [x!.name, '', ''])])).toMatchObject({ outputs: ['Identity_1'] });
  });
});
