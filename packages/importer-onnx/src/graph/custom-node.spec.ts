import { type CustomOpSpec, type AnyCustomOp, CustomOps, defineCustomOp } from '@openbpu/custom-op';
import { printGraph } from '@openbpu/ir';
import { type Tensor, float32, int64, tensorType, toNumbers } from '@openbpu/tensor';
import { type ModelDraft, floats, imported, node, refused } from '../model.fixture';

type Attributes = Readonly<Record<string, unknown>>;
const modules = (...specs: readonly Partial<CustomOpSpec<Attributes>>[]) =>
  new CustomOps([
    {
      file: '/m.ts',
      module: 'm.ts',
      stem: 'm',
      sha256: 'f'.repeat(64),
      ops: specs.map(
        (spec) =>
          defineCustomOp<Attributes>({
            domain: 'com.example',
            type: 'My',
            infer: ([x]) => [x!],
            evaluate: ([x]) => [x!],
            ...spec,
          }) as AnyCustomOp,
      ),
      exports: { Twice: class {} },
    },
  ]);
const my = (inputs: readonly string[], outputs: readonly string[], attributes = {}, type = 'My') =>
  node(type, inputs, outputs, attributes, `n_${outputs[0]}`, 'com.example');
const draft = (change: Partial<ModelDraft> = {}): ModelDraft => ({
  nodes: [my(['x'], ['y'])],
  inputs: { x: floats(2, 3) },
  ...change,
});
const complaints = async (change: Partial<ModelDraft>, customOps: CustomOps) =>
  (await refused(draft(change), {}, { customOps })).map(({ code, message, at }) => `${code} ${at?.name}: ${message}`);
const scaled = ([x]: readonly (Tensor | undefined)[], { by = 2 }: Attributes) => [
  { ...x!, data: (x!.data as Float32Array).map((v) => v * Number(by)) },
];

it('becomes an operator on the CPU, its attributes verbatim and its types those of the module', async () => {
  const infer: CustomOpSpec<Attributes>['infer'] = ([x], { n }) => [x!, { dtype: 'int64', shape: [Number(n)] }];
  const attributes = { n: 4, r: { float: 0.5 }, to: 10 };
  const { graph } = await imported(
    draft({ nodes: [my(['x', '', 'x'], ['y', 'k'], attributes)], outputs: ['y', 'k'] }),
    {},
    {
      customOps: modules({ infer, macs: () => 7 }),
    },
  );
  expect(graph.nodes[0]).toMatchObject({
    id: 'n_y',
    inputs: ['x', '', 'x'],
    origins: [{ name: 'n_y', kind: 'My', file: 'net.onnx' }],
    attrs: {
      domain: 'com.example',
      opType: 'My',
      opset: 1,
      attributes: { n: 4, r: { float: 0.5 }, to: 10 },
      outputTypes: [
        { dtype: 'float32', shape: [2, 3] },
        { dtype: 'int64', shape: [4] },
      ],
      macs: 7,
    },
  });
  const one = await imported(
    draft({ nodes: [my(['x'], ['y', 'k'])], outputs: ['y'] }),
    {},
    { customOps: modules({ infer: () => [tensorType('float32', [9]), tensorType('int8', [1])] }) },
  );
  expect(one.graph.nodes[0].outputs).toEqual(['y']);
  expect(one.graph.value('y').type.shape).toEqual([9]);
});

it('is not taken for the standard operator of its name', async () => {
  const { graph } = await imported(
    draft({ nodes: [my(['x'], ['y'], {}, 'Relu'), node('Relu', ['y'], ['z'])] }),
    {},
    { customOps: modules({ type: 'Relu' }) },
  );
  expect(graph.nodes.map(({ op }) => op.name)).toEqual(['OnnxOp', 'Relu']);
});

it('keeps the layout of images', async () => {
  const inputs = { x: floats(1, 3, 4, 4) };
  const nodes = [node('Relu', ['x'], ['r']), my(['r'], ['y'])];
  const layouts = async (infer?: CustomOpSpec<Attributes>['infer']) =>
    (await imported(draft({ nodes, inputs }), {}, { customOps: modules(infer ? { infer } : {}) })).graph.value('y')
      .type;
  expect((await layouts()).layout).toBe('NCHW');
  expect((await layouts(() => [tensorType('float32', [5])])).layout).toBe('none');
});

it('of constants alone is computed, once', async () => {
  const nodes = [my(['k', ''], ['y'], { by: { float: 3 } }), node('Add', ['x', 'y'], ['z'])];
  let runs = 0;
  const evaluate: CustomOpSpec<Attributes>['evaluate'] = (inputs, attributes) => (runs++, scaled(inputs, attributes));
  const { graph } = await imported(
    draft({ nodes, constants: { k: float32([3], [1, 2, 3]) } }),
    {},
    {
      customOps: modules({ evaluate }),
    },
  );
  expect([runs, graph.nodes.map(({ op }) => op.name), toNumbers(graph.value('y').constant!)]).toEqual([
    1,
    ['Add'],
    [3, 6, 9],
  ]);
});

const onnx: CustomOpSpec<Attributes>['onnx'] = (b, [x], { by = 2 }) => [
  b.op('Mul', [b.op('Relu', [x!.name]), b.reals(Number(by))]),
];

it('has its body where it has one', async () => {
  const { graph } = await imported(draft(), {}, { customOps: modules({ onnx }) });
  expect(graph.nodes[0].attrs).toMatchObject({
    body: {
      inputs: ['input_0'],
      outputs: ['Identity_3'],
      nodes: [
        { opType: 'Relu', inputs: ['input_0'] },
        { opType: 'Constant', attributes: { value_float: { float: 2 } } },
        { opType: 'Mul', inputs: ['Relu_0', 'Constant_1'] },
        { opType: 'Identity' },
      ],
    },
  });
});

it('becomes the nodes of its body where it is lowered', async () => {
  const nodes = [my(['x', ''], ['a']), my(['a'], ['y'], { by: { float: 3 } })];
  const { graph } = await imported(draft({ nodes }), {}, { customOps: modules({ onnx, lower: true }) });
  expect(
    printGraph(graph)
      .split('\n')
      .filter((line) => / = [A-Z]/.test(line)),
  ).toEqual([
    'n_a/Relu_0: n_a/Relu_0: float32[2x3] = Relu(x)',
    expect.stringMatching(/^n_a\/Mul_2: n_a\/Mul_2: .* = Mul\(n_a\/Relu_0, n_a\/Constant_1\)/),
    expect.stringMatching(/^n_a\/Identity_3: .* = Identity\(n_a\/Mul_2\)/),
    expect.stringMatching(/^n_y\/Relu_0: .* = Relu\(n_a\/Identity_3\)/),
    expect.stringMatching(/^n_y\/Mul_2: .* = Mul\(/),
    expect.stringMatching(/^n_y\/Identity_3: /),
    'Identity_y: y: float32[2x3] = Identity(n_y/Identity_3)',
  ]);
  expect(graph.outputs).toEqual(['y']);
});

describe('is refused', () => {
  it('where no module gives it, with one to begin with', async () => {
    const [said] = await refused(draft(), {}, {});
    expect([said.code, said.message]).toEqual(['IMO003', expect.stringContaining("nodes:['My']")]);
    expect(said.hint).toMatch(/begins so:\nimport \{ defineCustomOp \}[^]*domain: 'com\.example', type: 'My'/);
    expect(await complaints({ nodes: [my(['x'], ['y'], {}, 'Other')] }, modules({}))).toEqual([
      expect.stringMatching(/IMO003/),
    ]);
  });

  it('where a PyOp is not known', async () => {
    const attributes = { class_name: 'Warp', module: 'sample', compute: 'run', input_types: [1], output_types: [1] };
    const py = node('PyOp', ['x'], ['y'], attributes, 'p', 'horizon.custom');
    const [said] = await refused(draft({ nodes: [py] }), {}, {});
    expect([said.code, said.hint]).toEqual(['IMO003', expect.stringMatching(/export class Warp \{\n {2}run\(x\)/)]);
    expect(await complaints({ nodes: [py] }, modules({}))).toEqual([
      'IMO011 p: node "p" (PyOp): attribute output_shape is missing',
    ]);
    const [missing] = await refused(draft({ nodes: [py] }), {}, { customOps: modules({}) });
    expect(missing.hint).toMatch(/^export it with .*output_shape for each output$/);
  });

  it('where its attributes make no sense', async () => {
    const attributes = {
      safeParse: () => ({ success: false as const, error: { issues: [{ path: ['by'], message: 'is odd' }] } }),
    };
    expect(await complaints({}, modules({ attributes }))).toEqual(['IMO011 n_y: node "n_y" (My): attribute by is odd']);
    const [{ hint }] = await refused(draft({}), {}, { customOps: modules({ attributes }) });
    expect(hint).toMatch(/the schema "attributes" of its module/);
  });

  it('where the module does not take what it reads, or fails', async () => {
    const boom = () => {
      throw new RangeError('boom');
    };
    const constant = { nodes: [my(['k'], ['y'])], constants: { k: int64([1], [1]) } };
    expect(await complaints({}, modules({ infer: boom }))).toEqual(['IMO038 n_y: node "n_y" (My): boom']);
    expect(await complaints({}, modules({ infer: () => [] }))).toEqual([
      expect.stringMatching(/IMO038 .*infer gives no output/),
    ]);
    expect(await complaints(constant, modules({ evaluate: boom }))).toEqual([expect.stringMatching(/IMO038 .*boom/)]);
    expect(await complaints({}, modules({ onnx: boom }))).toEqual([expect.stringMatching(/IMO038 .*boom/)]);
    const two = { nodes: [my(['x'], ['y', 'z'])], outputs: ['y', 'z'] };
    expect(await complaints(two, modules({}))).toEqual([
      expect.stringMatching(/IMO038 .*infer gives 1 of 2 outputs that are read/),
    ]);
    expect(await complaints({ ...two, ...constant, nodes: [my(['k'], ['y', 'z'])] }, modules({}))).toEqual([
      expect.stringMatching(/infer gives 1 of 2/),
    ]);
  });
});
