import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool, type PooledSession } from '@openbpu/runtime';
import { float32 } from '@openbpu/tensor';
import { nodeRows } from '../node-rows';
import { resolvedInput } from '../packed.fixture';
import { seenIn } from '../recipe-job.fixture';
import { PROVE, floatOutputs, outputCosine, prove, withProof } from './prove';
import { noiseSamples } from './samples';

const OPS = standardOps();
const lanes = new LanePool(1);
afterAll(() => lanes.close());

const BPU = 'bpu id(0) int8/int8';
const TABLE = `b: y = Sigmoid(p) ${BPU}`;
const QUANTISED = `input x: float32[1x4]
const s: float32[] = [0.01]
a: p: int8[1x4] @0.01 = HzQuantize(x, s)
d: f = HzDequantize(p, s)
b: y = Sigmoid(f)
`;

/** How alike `p` is, which ends at 1.27 in integers, where the float model reads it by these nodes. */
async function cosine(readers: string, values: readonly number[], outputs = 'output y'): Promise<number> {
  const float = parseGraph(`input x: float32[1x4]\na: p = Relu(x) ${BPU}\n${readers}\n${outputs}`, OPS, 'optimized');
  const feed = new Map([['x', float32([1, 4], values)]]);
  const integers = parseGraph(`${QUANTISED}${outputs}`, OPS, 'quantized');
  return (await prove(float, integers, [{ float: feed, quantised: feed }], lanes)).nodes.get('a')!;
}

describe('what lies beyond the reach of the integers', () => {
  const far = [0.5, 1, 5, 0.25];

  it('is nothing to tables, which are flat there', async () => {
    expect(await cosine(TABLE, far)).toBeCloseTo(1, 4);
    expect(await cosine(`${TABLE}\nc: z = Tanh(p) ${BPU}`, far)).toBeCloseTo(1, 4);
  });

  it.each([
    ['the CPU', 'b: y = Sigmoid(p)', 'output y'],
    ['an operator that is no table', `b: y = Softmax(p) {axis: 1} ${BPU}`, 'output y'],
    ['another operator as well', `${TABLE}\nc: z = Softmax(p) {axis: 1} ${BPU}`, 'output y'],
    ['the user', TABLE, 'output y\noutput p'],
    ['nobody', `b: y = Sigmoid(x) ${BPU}`, 'output y'],
  ])('is missed by %s', async (_, readers, outputs) => {
    expect(await cosine(readers, far, outputs)).toBeLessThan(0.9);
  });
});

it('counts the places that are the same, int32 on the BPU and int64 outside', async () => {
  const float = parseGraph(
    `input x: float32[2x3]\na: y = ArgMax(x) {axis: 1, keepdims: false} ${BPU}\noutput y`,
    OPS,
    'optimized',
  );
  const integers = parseGraph(
    `input x: float32[2x3]\nconst s: float32[] = [1]\nq: p: int8[2x3] @1 = HzQuantize(x, s)\n` +
      'a: i = HzArgMax(p) {axis: 1, keepdims: false}\nb: y = HzIndices(i)\noutput y',
    OPS,
    'quantized',
  );
  const feed = new Map([['x', float32([2, 3], [0.1, 0.2, 0.3, 5, 9, 1])]]);
  const { nodes, outputs } = await prove(float, integers, [{ float: feed, quantised: feed }], lanes);
  expect(nodes.get('a')).toBe(0.5);
  expect(outputs[0].cosine).toBe(0.5);
});

it.each([
  ['leaves the BPU', 'g: c = Greater(x, t) ON', 'g: m = HzSElementwiseGreater(p, k, s, one)\nu: c = HzUnmask(m)', 'c'],
  [
    'is moved there first',
    'g: b = Greater(x, t) ON\nr: c = Reshape(b) {shape: [3, 2]} ON',
    'g: m = HzSElementwiseGreater(p, k, s, one)\nr: n = Reshape(m) {shape: [3, 2]}\nu: c = HzUnmask(n)',
    'c',
  ],
])('counts the flags that are the same where a mask %s, int8 on the BPU and bool outside', async (_, on, as, out) => {
  const text = `input x: float32[2x3]\nconst t: float32[] = [1]\n${on.replaceAll('ON', BPU)}\noutput ${out}`;
  const float = parseGraph(text, OPS, 'optimized');
  const integers = parseGraph(
    'input x: float32[2x3]\nconst s: float32[] = [0.5]\nconst k: int8[] @1 = [1]\nconst one: float32[] = [1]\n' +
      `q: p: int8[2x3] @0.5 = HzQuantize(x, s)\n${as}\noutput ${out}`,
    OPS,
    'quantized',
  );
  // 1.2 is 1 in steps of a half, which is not greater than 1.
  const feed = new Map([['x', float32([2, 3], [0.5, 1, 1.2, 2, -3, 0])]]);
  const { nodes, outputs } = await prove(float, integers, [{ float: feed, quantised: feed }], lanes);
  expect([...nodes.values()].every((share) => Math.abs(share - 5 / 6) < 1e-9)).toBe(true);
  expect(nodes.size).toBe(on.split('\n').length);
  expect(outputs[0].cosine).toBeCloseTo(5 / 6);
});

it('compares a masked sum with as much of it as its integers reach', async () => {
  const body = (sum: string) =>
    `input x: float32[1x4]\nconst m: float32[4] = [0, -Infinity, -10000, 0]\na: p = Add(x, m) ${sum}\n` +
    's: y = Softmax(p) cpu "no"\noutput y';
  const integers = parseGraph(
    `input x: float32[1x4]\nconst s: float32[] = [0.001]\nconst n: float32[4] = [0, -60, -60, 0]\n` +
      'k: z = Add(x, n)\na: p: int16[1x4] @0.001 = HzQuantize(z, s) {dtype: "int16"}\nd: f = HzDequantize(p, s)\n' +
      's: y = Softmax(f)\noutput y',
    OPS,
    'quantized',
  );
  const feed = new Map([['x', float32([1, 4], [8, 1, -3, 2])]]);
  const likeness = async (on: string) => {
    const float = parseGraph(body(on), OPS, 'optimized');
    return (await prove(float, integers, [{ float: feed, quantised: feed }], lanes)).nodes.get('a');
  };
  expect(await likeness('bpu id(0) int8/int16')).toBeCloseTo(1, 6);
  expect(await likeness('cpu "no"')).not.toBeCloseTo(1, 2);
});

/** Two lanes that keep how models are opened, and which are open still. */
class WatchedLanes extends LanePool {
  readonly asked: NonNullable<Parameters<LanePool['open']>[1]>[] = [];
  readonly left = new Set<PooledSession>();

  override async open(...[model, options]: Parameters<LanePool['open']>): Promise<PooledSession> {
    this.asked.push({ ...options });
    const session = await super.open(model, options);
    const watched = { ...session, close: () => (this.left.delete(watched), session.close()) };
    this.left.add(watched);
    return watched;
  }
}

describe('the lanes', () => {
  const text = 'input x: float32[1x4]\na: y = Relu(x)\noutput y';
  const [float, integers] = [parseGraph(text, OPS, 'optimized'), parseGraph(text, OPS, 'quantized')] as const;
  const paired = (values: readonly number[]) => {
    const feed = new Map([['x', float32([1, values.length], values)]]);
    return { float: feed, quantised: feed };
  };
  const samples = [1, 2, 3].map((value) => paired([value, -1, 0, 1]));
  let watched: WatchedLanes;
  beforeEach(() => (watched = new WatchedLanes(2)));
  afterEach(() => watched.close());

  it('run the float model as fast as they can, the integer model to the bit, and are given back', async () => {
    const runs: number[] = [];
    const count = (done: number) => void runs.push(done);
    const known = await floatOutputs(float, samples, watched, count);
    expect(await outputCosine(float, integers, samples, known, watched, count)).toBeCloseTo(1, 6);
    expect(runs).toEqual([1, 2, 3, 1, 2, 3]);
    expect(watched.asked).toEqual([true, false].map((optimise) => ({ optimise, lanes: 2, last: false })));
    expect(watched.left.size).toBe(0);
  });

  it('are as many as there are samples for them, in a proof too', async () => {
    expect((await prove(float, integers, samples, watched)).samples).toBe(3);
    expect(watched.asked).toEqual([
      { optimise: true, lanes: 1, last: false },
      { optimise: false, lanes: 1, last: true },
      { optimise: true, lanes: 2, last: false },
      { optimise: false, lanes: 2, last: false },
    ]);
    watched.asked.length = 0;
    await prove(float, integers, samples.slice(0, 1), watched);
    expect(watched.asked).toHaveLength(2);
    expect(watched.left.size).toBe(0);
  });

  it('are given back where a sample does not fit', async () => {
    await expect(floatOutputs(float, [paired([1])], watched, () => {})).rejects.toThrow();
    await expect(outputCosine(float, integers, [paired([1])], [], watched, () => {})).rejects.toThrow();
    expect(watched.left.size).toBe(0);
  });
});

it('takes the mean of every distance over the samples, and the largest of the largest differences', async () => {
  const [float, integers] = [
    parseGraph('input x: float32[1x2]\na: y = Relu(x)\noutput y', OPS, 'optimized'),
    parseGraph('input x: float32[1x2]\na: y = Abs(x)\noutput y', OPS, 'quantized'),
  ];
  const feeds = [
    [3, 4],
    [3, -4],
    [2, -2],
  ].map((values) => {
    const feed = new Map([['x', float32([1, 2], values)]]);
    return { float: feed, quantised: feed };
  });
  const { nodes, outputs, samples } = await prove(float, integers, feeds, lanes);
  expect(samples).toBe(3);
  expect([...nodes]).toEqual([['a', expect.closeTo(1, 6)]]);
  expect(outputs).toEqual([
    {
      name: 'y',
      cosine: expect.closeTo((1 + 3 / 5 + Math.SQRT1_2) / 3, 6),
      l1: expect.closeTo((0 + 2 + 1) / 3, 6),
      l2: expect.closeTo((0 + Math.sqrt(16) / 2 + Math.sqrt(4) / 2) / 3, 6),
      chebyshev: 4,
    },
  ]);
});

it('names the node where an output falls', async () => {
  const text = (op: string) =>
    `input x: float32[1x2]\na: p = Relu(x)\nb: q = ${op}(p)\nc: y = Relu(q)\noutput y\noutput p`;
  const [float, integers] = [parseGraph(text('Relu'), OPS, 'optimized'), parseGraph(text('Neg'), OPS, 'quantized')];
  const feed = new Map([['x', float32([1, 2], [3, 4])]]);
  const { outputs } = await prove(float, integers, [{ float: feed, quantised: feed }], lanes);
  expect(outputs).toMatchObject([{ name: 'y', fall: { node: 'b', cosine: expect.closeTo(-1, 6) } }, { name: 'p' }]);
  expect(outputs[1]).not.toHaveProperty('fall');
});

it('shows the cosine of every node that was compared, and the threshold of what the BPU reads', () => {
  const graph = parseGraph(
    `input x: float32[1x4]\na: p = Relu(x) ${BPU}\nb: q = Sigmoid(p) cpu "asked"\nc: y = Relu(q) ${BPU}\noutput y`,
    OPS,
    'optimized',
  );
  const proof = { nodes: new Map([['a', 0.5]]), outputs: [], samples: 1 };
  const thresholds = new Map([
    ['x', 4],
    ['p', 2],
  ]);
  const rows = withProof(nodeRows(graph), graph, proof, thresholds);
  expect(rows.map(({ node, cosine, threshold }) => [node, cosine, threshold])).toEqual([
    ['a', 0.5, 4],
    ['b', undefined, undefined],
    ['c', undefined, undefined],
  ]);
  expect(rows.map((row) => ['cosine', 'threshold', 'method'].filter((key) => key in row).length)).toEqual([2, 0, 0]);
  const methods = new Map([
    ['x', 'kl'],
    ['p', 'mse'],
  ]);
  const mixed = withProof(nodeRows(graph), graph, proof, thresholds, methods);
  expect(mixed.map(({ method }) => method)).toEqual(['kl', undefined, undefined]);
});

it.each([
  ['default', 8, true],
  ['mix', 8, true],
  ['max', 1, true],
  ['skip', 1, false],
  ['load', 1, false],
] as const)(
  'proves what is calibrated by %s on %d samples, and warns of what falls: %s',
  async (type, count, warns) => {
    const text = (op: string) => `input x: float32[1x4]\na: y = ${op}(x)\noutput y`;
    const input = resolvedInput('x', 'featuremap', [1, 4]);
    const graphs = {
      original: parseGraph(text('Relu'), OPS, 'original'),
      optimized: parseGraph(text('Relu'), OPS, 'optimized'),
      calibrated: parseGraph(text('Neg'), OPS, 'calibrated'),
      quantized: parseGraph(text('Neg'), OPS, 'quantized'),
      deployed: parseGraph(text('Neg'), OPS, 'quantized'),
    };
    const known = { ...graphs, inputs: [input], samples: noiseSamples([input]) };
    const [found, told] = await seenIn('.', { calibration_type: type }, async (job) => [
      await PROVE.run(known, job, () => {}),
      job.sink.diagnostics.map(({ code }) => code),
    ]);
    expect(found).toMatchObject({ proof: { samples: count, outputs: [{ name: 'y' }] } });
    expect(told).toEqual(warns ? ['PIP052'] : []);
  },
);
