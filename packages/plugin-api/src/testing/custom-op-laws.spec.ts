import { type CustomOpSpec, defineCustomOp } from '@openbpu/custom-op';
import { type Tensor, expectDType, float32 } from '@openbpu/tensor';
import { type CustomOpLawOptions, customOpLaws } from './custom-op-laws';

interface Attributes {
  readonly by: number;
}
const attributes: CustomOpSpec<Attributes>['attributes'] = {
  safeParse: (raw) => {
    const { by = 2 } = raw as Partial<Attributes>;
    return typeof by === 'number'
      ? { success: true, data: { by } }
      : { success: false, error: { issues: [{ path: ['by'], message: 'is no number' }] } };
  },
};
const times = (x: Tensor, by: number) =>
  float32(
    x.shape,
    (x.data as Float32Array).map((v) => v * by),
  );
const GOOD: CustomOpSpec<Attributes> = {
  domain: 'com.example',
  type: 'Times',
  attributes,
  infer: ([x]) => [x!],
  evaluate: ([x], { by }) => [times(x!, by)],
  onnx: (b, [x], { by }) => [b.op('Mul', [x!.name, b.reals(by)])],
};
const CASES = [
  { name: 'two', inputs: [float32([2], [1, 0.3])] },
  { name: 'three', attributes: { by: 3 }, inputs: [float32([3], [1, 2, 0.7])] },
];

async function broken(change: Partial<CustomOpSpec<Attributes>>, options: Partial<CustomOpLawOptions> = {}) {
  const laws = customOpLaws(defineCustomOp({ ...GOOD, ...change }), { cases: CASES, ...options });
  const found = await Promise.all(laws.map(async (law) => [law.name, await law.complaints()] as const));
  return Object.fromEntries(found.filter(([, complaints]) => complaints.length > 0));
}

it('has nothing against an operator that abides by them', async () =>
  expect(await broken({}, { badAttributes: [{ by: 'x' }] })).toEqual({}));

it('tells of other types than are inferred, and of what throws', async () => {
  expect(await broken({ evaluate: ([x]) => [float32([1], [x!.data.length])] })).toMatchObject({
    'what it gives is of the types that it infers': [
      expect.stringMatching(/^two: .*float32\[1\], and infer as float32\[2\]/),
      expect.stringMatching(/^three: /),
    ],
  });
  expect(await broken({ macs: () => -1 })).toMatchObject({
    'what it gives is of the types that it infers': ['two: macs gives -1', 'three: macs gives -1'],
  });
});

it('tells of bits that differ from call to call', async () => {
  let calls = 0;
  const found = await broken({ evaluate: ([x], { by }) => [times(x!, by + calls++)] });
  expect(found['the same inputs give the same bits, whatever was computed before']).toEqual([
    'two: it gives other bits the second time',
    'three: it gives other bits the second time',
  ]);
});

it('tells of inputs that are changed', async () => {
  const evaluate: CustomOpSpec<Attributes>['evaluate'] = ([x], { by }) => {
    const given = times(x!, by);
    expectDType(x!, 'float32').data.fill(0);
    return [given];
  };
  expect(await broken({ evaluate })).toEqual({
    'inputs stay as they are': ['two: it changes input 0', 'three: it changes input 0'],
  });
});

it('tells of extremes that throw', async () => {
  const evaluate: CustomOpSpec<Attributes>['evaluate'] = ([x], { by }) => {
    if (Number.isNaN(x!.data[0])) throw new Error('NaN');
    return [times(x!, by)];
  };
  expect((await broken({ evaluate }))['extremes are taken']).toEqual(['two, of NaN: NaN', 'three, of NaN: NaN']);
});

it('tells of attributes that are taken, or refused without a name', async () => {
  const name = 'attributes that make no sense are told by their names';
  expect((await broken({}, { badAttributes: [{ by: 1 }] }))[name]).toEqual(['it takes {"by":1}']);
  const safeParse = () => ({ success: false as const, error: { issues: [{ path: ['by'], message: '' }] } });
  expect((await broken({ attributes: { safeParse } }, { cases: [], badAttributes: [{}] }))[name]).toEqual([
    'of {} it only says ',
  ]);
});

it('tells of an ONNX body that computes something else', async () => {
  const name = 'its ONNX body gives the same in ONNX Runtime';
  const onnx =
    (by: number): CustomOpSpec<Attributes>['onnx'] =>
    (b, [x]) => [b.op('Mul', [x!.name, b.reals(by)])];
  const other = await broken({ onnx: onnx(2) });
  expect(other[name]).toEqual([
    'three: output 0 differs in 3 of 3 elements',
    'three, of 1: output 0 differs in 3 of 3 elements',
    'three, of -1: output 0 differs in 3 of 3 elements',
  ]);
  expect((await broken({ onnx: onnx(2) }, { tolerance: 0.1 }))[name]).toHaveLength(3);
  expect(await broken({ onnx: onnx(2.0001) }, { tolerance: 0.001, cases: CASES.slice(0, 1) })).toEqual({});
  expect((await broken({ onnx: (b, [x]) => [b.op('Gone', [x!.name])] }))[name]).toHaveLength(8);
  expect((await broken({ onnx: (b, [x]) => [b.op('Shape', [x!.name])] }))[name][0]).toMatch(/two: .*int64/);
});
