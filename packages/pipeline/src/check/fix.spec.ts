import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph, statedMetadata } from '@openbpu/ir';
import {
  type AttributeProto,
  type ModelProto,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  dataTypeOf,
  decodeModel,
  encodeModel,
  exportModel,
  floatAttribute,
  intAttribute,
  toOpset11,
  writeTensor,
} from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { LanePool, OnnxExecutor } from '@openbpu/runtime';
import { type DType, type Shape, type Tensor, float32, int64, makeTensor, sizeOf, toNumbers } from '@openbpu/tensor';
import { marches } from '../marches';
import { PassRecorder } from '../pass-recorder';
import { tidyAndPlace } from '../pass-lists';
import { fixed, placedAgain, standing } from './fix';

const OPS = standardOps();
const lanes = new LanePool(1);
afterAll(() => lanes.close());

/** Numbers on both sides of 0, halves and ties among them. */
function fed(shape: Shape, dtype: DType): Tensor {
  const values = Array.from({ length: sizeOf(shape) }, (_, i) => ((i * 7) % 11) - 5);
  if (dtype === 'int64') return int64(shape, values);
  if (dtype === 'int8') return makeTensor('int8', shape, Int8Array.from(values));
  return float32(
    shape,
    Float32Array.from(values, (value) => value / 2),
  );
}

async function run(model: ModelProto): Promise<number[][]> {
  const executor = await OnnxExecutor.open(lanes.lane, encodeModel(model));
  try {
    const feeds = new Map(executor.inputs.map(({ name, type }) => [name, fed(type.shape, type.dtype)]));
    const given = await executor.run(feeds);
    return executor.outputs.map(({ name }) => toNumbers(given.get(name)!));
  } finally {
    await executor.close();
  }
}

interface Case {
  readonly opType: string;
  readonly shapes: readonly Shape[];
  readonly constants?: readonly Tensor[];
  readonly attributes?: readonly AttributeProto[];
  readonly opset?: number;
  readonly dtype?: DType;
  readonly gives?: DType;
  readonly outputs?: number;
  readonly rank?: number;
}

function modelOf({ opType, shapes, constants = [], attributes = [], ...more }: Case): ModelProto {
  const { opset = 18, dtype = 'float32', gives = 'float32', outputs = 1, rank = 2 } = more;
  const [fedNames, constantNames] = [shapes.map((_, i) => `x${i}`), constants.map((_, i) => `k${i}`)];
  const given = Array.from({ length: outputs }, (_, i) => `y${i}`);
  return buildModel({
    irVersion: 8,
    opsetImport: [{ domain: '', version: opset }],
    graph: buildGraph({
      name: 'g',
      node: [
        buildNode({ name: 'n', opType, input: [...fedNames, ...constantNames], output: given, attribute: attributes }),
      ],
      initializer: constants.map((tensor, i) => writeTensor(constantNames[i], tensor)),
      input: shapes.map((shape, i) => buildValue(fedNames[i], dataTypeOf(dtype), shape)),
      output: given.map((name) =>
        buildValue(
          name,
          dataTypeOf(gives),
          Array.from({ length: rank }, (_, i) => `d${i}`),
        ),
      ),
    }),
  });
}

const ints = (...values: number[]) => int64([values.length], values);
const bytes = (...values: number[]) => makeTensor('int8', [values.length], Int8Array.from(values));
const whole = { dtype: 'int64', gives: 'int64' } as const;
const CASES: readonly Case[] = [
  { opType: 'HardSwish', shapes: [[3, 4]] },
  { opType: 'Celu', shapes: [[3, 4]], attributes: [floatAttribute('alpha', 0.5)] },
  { opType: 'GreaterOrEqual', shapes: [[3, 4], [4]], gives: 'bool' },
  { opType: 'LessOrEqual', shapes: [[3, 4], [4]], gives: 'bool' },
  { opType: 'Softmax', shapes: [[3, 4]], attributes: [intAttribute('axis', 0)] },
  { opType: 'LogSoftmax', shapes: [[3, 4]] },
  { opType: 'Hardmax', shapes: [[2, 3, 4]], attributes: [intAttribute('axis', 1)], rank: 3 },
  { opType: 'ReduceMean', shapes: [[3, 4]], constants: [ints(0)] },
  { opType: 'ReduceL2', shapes: [[3, 4]], constants: [ints(-1)] },
  {
    opType: 'Split',
    shapes: [[3, 5]],
    attributes: [intAttribute('num_outputs', 2), intAttribute('axis', 1)],
    outputs: 2,
  },
  { opType: 'Pad', shapes: [[3, 4]], constants: [ints(1, 2), float32([], [7]), ints(1)] },
  { opType: 'Trilu', shapes: [[3, 4]], constants: [int64([], [1])] },
  { opType: 'Trilu', shapes: [[3, 4]], attributes: [intAttribute('upper', 0)] },
  { opType: 'Max', shapes: [[3, 4], [4], [3, 1]], ...whole },
  { opType: 'Min', shapes: [[3, 4], [4]], ...whole },
  { opType: 'Clip', shapes: [[3, 4]], constants: [int64([], [-2]), int64([], [3])], ...whole },
  { opType: 'Pow', shapes: [[3, 4]], constants: [int64([], [3])] },
  { opType: 'ArgMax', shapes: [[3, 4]], attributes: [intAttribute('select_last_index', 1)], gives: 'int64' },
  {
    opType: 'LayerNormalization',
    shapes: [[3, 4]],
    constants: [float32([4], [1, 2, 3, 4]), float32([4], [4, 3, 2, 1])],
  },
  {
    opType: 'DequantizeLinear',
    shapes: [[3, 2]],
    constants: [float32([2], [0.5, 3]), bytes(1, -2)],
    dtype: 'int8',
  },
  { opType: 'QuantizeLinear', shapes: [[3, 2]], constants: [float32([2], [0.25, 3]), bytes(1, -2)], gives: 'int8' },
  { opType: 'CastLike', shapes: [[3, 4]], constants: [ints(1)], gives: 'int64' },
  { opType: 'Unsqueeze', shapes: [[3]], constants: [ints(0)] },
];

it.each(CASES)('$opType gives in set 11 what it gave, in ONNX Runtime', async (each) => {
  const model = modelOf(each);
  const [before, after] = [await run(model), await run(toOpset11(model))];
  expect(after.map((values) => values.length)).toEqual(before.map((values) => values.length));
  before.flat().forEach((value, i) => expect(after.flat()[i]).toBeCloseTo(value, 5));
});

const NET = `graph net imported
input x: float32[1x4x12x12] NCHW
const w: float32[8x4x3x3] = seed 1
const g: float32[8] = seed 2
a: p = Conv(x, w) {kernel: [3, 3], pads: [1, 1, 1, 1]}
b: q = HardSwish(p)
n: r = LayerNormalization(q) {axes: [1], epsilon: 0.001}
s: t = Softmax(r) {axis: 1}
l: u = Gelu(t)
e: v = Resize(u) {mode: "nearest", coordinate: "asymmetric", nearestMode: "floor", height: 24, width: 24}
m: y = ReduceMean(v) {axes: [2, 3], keepdims: true}
output y`;

async function repaired(text = NET, skip: readonly string[] = [], backend = marches()[1], metadata = {}) {
  const imported = parseGraph(text, OPS, 'imported').at('imported', metadata);
  const recorder = new PassRecorder();
  const passes = tidyAndPlace(
    backend,
    { mayBeIdle: true },
    skip.filter((name) => name !== 'to-opset-11'),
  );
  const context = { ops: OPS, sink: new CollectingSink() };
  const optimized = await passes.run(imported.at('original'), context, [recorder]);
  const found = await fixed({ imported, optimized, passes: recorder.passes, backend, ops: OPS, skip });
  return { imported, optimized, ...found, model: decodeModel(found.bytes) };
}

it.each(marches())('writes the model as the march takes it, in set 11, and it computes the same', async (backend) => {
  const { imported, model, repairs } = await repaired(NET, [], backend);
  expect(model).toMatchObject({ irVersion: 7, opsetImport: [{ domain: '', version: 11 }] });
  expect(model.graph.node.every(({ domain = '' }) => domain === '')).toBe(true);
  const [before] = await run(exportModel(imported, { record: false }));
  const [after] = await run(model);
  before.forEach((value, i) => expect(after[i]).toBeCloseTo(value, 4));
  expect(repairs.find(({ name }) => name === 'to-opset-11')?.patches).toBeGreaterThan(0);
  expect(repairs.every(({ name, patches }) => name !== 'place' && patches > 0)).toBe(true);
});

it('claims as recognised what the file has otherwise than the model, and nothing that it has as before', async () => {
  const head = 'graph net imported\ninput x: float32[1x4x4x4] NCHW\nconst w: float32[4x4x1x1] = seed 1\n';
  const tail = 'b: y = Conv(q, w) {kernel: [1, 1]}\noutput y';
  const swish = `${head}a: p = Conv(x, w) {kernel: [1, 1]}\ns: g = Sigmoid(p)\nm: q = Mul(p, g)\n${tail}`;
  const { optimized, model, repairs } = await repaired(swish);
  expect(optimized.nodes.map(({ op }) => op.name)).toContain('Swish');
  expect(model.graph.node.map(({ opType }) => opType)).toEqual(['Conv', 'Sigmoid', 'Mul', 'Conv']);
  expect(repairs).toEqual([]);
  const gelu = `const r: float32[] = [1.4142135]\nconst o: float32[] = [1]\nconst h: float32[] = [0.5]
a: p = Conv(x, w) {kernel: [1, 1]}\nd: e = Div(p, r)\nf: g = Erf(e)\ni: j = Add(g, o)\nk: l = Mul(p, j)
n: q = Mul(l, h)\n`;
  const other = await repaired(`${head}${gelu}${tail}`);
  expect(other.model.graph.node.map(({ opType }) => opType)).toEqual([
    'Conv',
    'Div',
    'Erf',
    'Mul',
    'Add',
    'Mul',
    'Conv',
  ]);
  expect(other.repairs.map(({ name }) => name)).toContain('recognise-gelu');
});

it('leaves a repair out where that is asked', async () => {
  const { model, repairs } = await repaired(NET, ['to-opset-11']);
  expect(model.opsetImport).toMatchObject([{ version: 17 }]);
  expect(repairs.map(({ name }) => name)).not.toContain('to-opset-11');
});

it('counts no repair where set 11 has the model as it is', async () => {
  const { repairs } = await repaired('graph net imported\ninput x: float32[1x4]\na: y = Sqrt(x)\noutput y');
  expect(repairs).toEqual([]);
});

it('gives equal bytes for equal models', async () => {
  expect((await repaired()).bytes).toEqual((await repaired()).bytes);
});

it('keeps the nodes of a model that says how it is quantised, but for what says nothing', async () => {
  const text = `graph net imported
input x: float32[1x4x4x4] NCHW
const w: float32[8x4x1x1] = seed 1
a: p = Conv(x, w) {kernel: [1, 1]}
b: q = Relu(p)
i: r = Identity(q)
c: s = Tanh(r)
output s`;
  const types = async (...rest: Parameters<typeof repaired> extends [string?, ...infer Rest] ? Rest : never) =>
    (await repaired(text, ...rest)).model.graph.node.map(({ name }) => name);
  expect(await types()).toEqual(['a', 'a_activation', 'c']);
  const stated = statedMetadata(new Map([['p', { low: -1, high: 1, type: 'int8' }]]));
  expect(await types([], marches()[1], stated)).toEqual(['a', 'b', 'c']);
  expect(await types(['remove-identity'], marches()[1], stated)).toEqual(['a', 'b', 'i', 'c']);
});

it('writes what the march sees as no worse than the model was', async () => {
  for (const backend of marches()) {
    const { bytes, optimized } = await repaired(NET, [], backend);
    const again = await placedAgain(bytes, backend, OPS);
    const [before, after] = [standing(optimized, backend), standing(again!, backend)];
    expect([backend.march, after.subgraphs <= before.subgraphs, after.cpuUs <= before.cpuUs]).toEqual([
      backend.march,
      true,
      true,
    ]);
  }
});

it.each([
  ['takes longer on the CPU', 'Conv', {}],
  ['falls into more subgraphs', 'Tanh', { nodeSeconds: 0, bytesPerSecond: Infinity, macsPerCycle: Infinity }],
] as const)('writes the model as it was where it %s when it is read again', async (_, refused, cpu) => {
  const [, bayesE] = marches();
  const backend = { ...bayesE, features: { ...bayesE.features, cpu: { ...bayesE.features.cpu, ...cpu } } };
  const text = `graph net imported
input x: float32[1x8x4x4] NCHW
const w: float32[8x8x1x1] = seed 1
a: p = Conv(x, w) {kernel: [1, 1]}
b: q = Relu(p)
c: r = Tanh(q)
d: s = Conv(r, w) {kernel: [1, 1]}
output s`;
  const { imported, optimized } = await repaired(text, [], backend);
  const nodes = async (constraints: typeof backend.constraints) => {
    const march = { ...backend, constraints };
    const { bytes } = await fixed({ imported, optimized, passes: [], backend: march, ops: OPS, skip: [] });
    return decodeModel(bytes).graph.node.map(({ name }) => name);
  };
  const rule = { id: 'test', sentence: 'none', appliesTo: [refused], check: () => 'none' };
  expect(await nodes(backend.constraints)).toEqual(['a', 'a_activation', 'c', 'd']);
  expect(await nodes([...backend.constraints, rule])).toEqual(['a', 'b', 'c', 'd']);
});

it('knows what it could not read again', async () => {
  expect(await placedAgain(encodeModel(buildModel({ graph: buildGraph({}) })), marches()[1], OPS)).toBeUndefined();
});
