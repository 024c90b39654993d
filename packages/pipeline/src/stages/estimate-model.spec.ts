import { compile } from '@openbpu/compiler';
import { parseGraph } from '@openbpu/ir';
import { encodeModel, fragment } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { estimate } from '@openbpu/simulator';
import { marches } from '../marches';
import { type EstimateOptions, estimateModel } from './estimate-model';

const [, { features, lowering }] = marches();
const conv = (id: string, x: string, y: string, segment: number) => `const ${id}w: int8[8x8x3x3] = seed 1
const ${id}b: int32[8] = splat 0
const ${id}m: float32[8] = splat 0.001
${id}: ${y}: int8[1x8x16x16] NCHW @0.5 = HzSQuantizedConv(${x}, ${id}w, ${id}b, ${id}m) {kernel: [3, 3], pads: [1, 1, 1, 1]} bpu id(${segment}) int8/int8
`;
const graphOf = (text: string) => parseGraph(text, standardOps(), 'quantized');
const compiled = (graph: ReturnType<typeof graphOf>) =>
  compile(graph, { features, lowering, fragment: (node, from) => encodeModel(fragment(node, from)) });
const estimated = (text: string, options?: EstimateOptions) =>
  estimateModel(compiled(graphOf(text)), graphOf(text), features, options)!;
const INPUT = 'input x: int8[1x8x16x16] NCHW @0.5\n';
const ONE = `${INPUT}${conv('a', 'x', 'y', 0)}output y`;
const TWO =
  `${INPUT}const m: float32[] = [1]\n` +
  `${conv('a', 'x', 'p', 0)}c: q: int8[1x8x16x16] NCHW @0.5 = HzRequantize(p, m) {low: -128, ` +
  'high: 127} cpu "asked"\n' +
  `${conv('b', 'q', 'y', 1)}output y`;
const TAIL =
  `${INPUT}const s: float32[] = [0.5]\n` +
  `${conv('a', 'x', 'p', 0)}d: f: float32[1x8x16x16] NCHW = HzDequantize(p, s) cpu "edge"\n` +
  't: y: float32[1x16x16x8] NHWC = Transpose(f) {perm: [0, 2, 3, 1]} cpu "edge"\noutput y';
const { inferenceSeconds, nodeSeconds, bytesPerSecond } = features.cpu;

it('adds the segments up, what runs on the CPU between them, and the cost of an inference', () => {
  const [one, two] = [estimated(ONE), estimated(TWO)];
  expect(one.segments?.map(({ name }) => name)).toEqual(['graph_subgraph_0', 'every inference']);
  expect(one.segments?.[0].macs).toBe(8 * 8 * 9 * 256);
  expect(one.latencyUs).toBeCloseTo(one.segments![0].latencyUs + 1e6 * inferenceSeconds, 6);
  expect(two.segments?.map(({ on, fixed }) => (fixed ? 'fixed' : on))).toEqual(['BPU', 'CPU', 'BPU', 'fixed']);
  for (const { segments = [], latencyUs } of [one, two, estimated(TAIL)])
    expect(segments.reduce((sum, each) => sum + each.latencyUs, 0)).toBeCloseTo(latencyUs, 6);
  expect(two.segments![1].latencyUs).toBeCloseTo(1e6 * (nodeSeconds + (2 * 8 * 256) / bytesPerSecond), 6);
  expect(two.latencyUs - one.latencyUs).toBeCloseTo(two.segments![1].latencyUs + two.segments![2].latencyUs, 6);
  expect(two.utilisation).toBeCloseTo(one.utilisation!, 6);
});

it('takes of every segment what the clock says, and its use of the multipliers as long as it takes', () => {
  const wide = TWO.replaceAll('b: y', 'b: z')
    .replace('output y', '')
    .concat(conv('d', 'z', 'y', 1), 'output y');
  const programs = compiled(graphOf(wide)).steps.flatMap((step) => (step.kind === 'bpu' ? [step.program] : []));
  const [a, b] = programs.map((program) => estimate(program, features));
  expect(a.latencyUs).not.toBeCloseTo(b.latencyUs, 3);
  const { utilisation, ddrLoadBytes, ddrStoreBytes, ddrBytes, segments = [] } = estimated(wide);
  const weighted = a.utilisation.macs * a.latencyUs + b.utilisation.macs * b.latencyUs;
  expect(utilisation).toBeCloseTo(weighted / (a.latencyUs + b.latencyUs), 9);
  expect([ddrLoadBytes, ddrStoreBytes]).toEqual([a.ddrLoadBytes + b.ddrLoadBytes, a.ddrStoreBytes + b.ddrStoreBytes]);
  expect(ddrBytes).toBe(ddrLoadBytes! + ddrStoreBytes!);
  expect(segments.map((each) => each.ddrBytes)).toEqual([
    a.ddrLoadBytes + a.ddrStoreBytes,
    undefined,
    b.ddrLoadBytes + b.ddrStoreBytes,
    undefined,
  ]);
  expect(segments.map((each) => 'ddrBytes' in each)).toEqual([true, false, true, false]);
  const { layers } = estimated(wide, { perLayer: true });
  const rows = [...a.layers, ...b.layers];
  expect(layers).toHaveLength(rows.length);
  for (const [i, { busy, cycles, ddrLoadBytes: load, ddrStoreBytes: store, macs }] of rows.entries()) {
    const us = (count: number) => expect.closeTo((count / features.clockHz) * 1e6, 9);
    expect(layers![i]).toMatchObject({
      latencyUs: us(cycles),
      computeUs: us(busy.tensor + busy.vector),
      transferUs: us(busy.dma),
      ddrBytes: load + store,
      macs,
    });
  }
});

it('gives the rate of whatever is busiest', () => {
  const { fps, segments, latencyUs } = estimated(ONE);
  const [onBpu] = segments!;
  expect(fps).toBeCloseTo(
    1e6 / Math.max(onBpu.latencyUs / features.cores, (latencyUs - onBpu.latencyUs) / features.cpu.cores),
    6,
  );
});

it('shares inferences among the cores of the BPU', () => {
  const cpu = { ...features.cpu, cores: 1e6 };
  const graph = graphOf(ONE);
  for (const cores of [1, 2]) {
    const { fps, segments } = estimateModel(compiled(graph), graph, { ...features, cores, cpu })!;
    expect(fps).toBeCloseTo((cores * 1e6) / segments![0].latencyUs, 6);
  }
});

it('counts the items of a batch', () => {
  const graph = graphOf(ONE);
  const one = estimateModel(compiled(graph), graph, features, { batch: 1 })!;
  const four = estimateModel(compiled(graph), graph, features, { batch: 4 })!;
  expect([one.batch, four.batch, four.latencyUs, four.fps]).toEqual([undefined, 4, one.latencyUs, 4 * one.fps]);
});

it('says that it is assumed where the speed of the machine is', () => {
  const graph = graphOf(ONE);
  expect(estimateModel(compiled(graph), graph, { ...features, assumed: true })).toMatchObject({ assumed: true });
  expect(estimated(ONE)).not.toHaveProperty('assumed');
});

it('takes no time for a transposition at the edge, and none for what is removed', () => {
  const [, dequantise, transpose] = estimated(TAIL).segments!;
  expect([dequantise.name, transpose]).toEqual(['d', { name: 't', on: 'CPU', latencyUs: 0, macs: 0 }]);
  expect(dequantise.latencyUs).toBeCloseTo(1e6 * (nodeSeconds + (5 * 8 * 256) / bytesPerSecond), 6);
  expect(estimated(TAIL, { without: new Set(['d', 't']) }).segments).toHaveLength(2);
});

it('takes the time of its multiply-accumulates for a node on the CPU that has many', () => {
  const text =
    `${INPUT}const s: float32[] = [0.5]\nconst w: float32[16x512] = seed 2\n${conv('a', 'x', 'p', 0)}` +
    'd: f: float32[1x8x16x16] NCHW = HzDequantize(p, s) cpu "edge"\nm: y = MatMul(f, w) cpu "asked"\noutput y';
  const macs = 8 * 16 * 512 * 16;
  const { cores, clockHz } = features.cpu;
  const productAt = (macsPerCycle: number) => {
    const graph = graphOf(text);
    const cpu = { ...features.cpu, macsPerCycle };
    return estimateModel(compiled(graph), graph, { ...features, cpu })!.segments![2];
  };
  expect(productAt(1e6)).toMatchObject({ name: 'm', macs });
  expect(productAt(1e6).latencyUs).toBeCloseTo(1e6 * (nodeSeconds + (4 * (2048 + 65536)) / bytesPerSecond), 6);
  expect(productAt(0.1).latencyUs).toBeCloseTo(1e6 * (nodeSeconds + macs / (cores * clockHz * 0.1)), 6);
});

it('gives every layer a row of its own where it is asked to', () => {
  const text = `${INPUT}${conv('a', 'x', 'p', 0)}${conv('b', 'p', 'y', 0)}output y`;
  const [whole, { layers = [] }] = [estimated(text), estimated(text, { perLayer: true })];
  expect(whole.layers).toBeUndefined();
  expect(layers.map(({ name, segment, macs }) => [name, segment, macs])).toEqual(
    ['a', 'b'].map((name) => [name, 'graph_subgraph_0', 8 * 8 * 9 * 256]),
  );
  expect(layers.reduce((sum, { latencyUs }) => sum + latencyUs, 0)).toBeCloseTo(
    whole.segments![0].latencyUs - (features.dispatchCycles / features.clockHz) * 1e6,
    6,
  );
  expect(layers.reduce((sum, { ddrBytes }) => sum + ddrBytes, 0)).toBe(whole.ddrBytes);
  for (const { computeUs, transferUs } of layers) expect(Math.min(computeUs, transferUs)).toBeGreaterThan(0);
});

it('has nothing to say of a model without segments', () => {
  expect(
    estimateModel({ name: 'n', march: 'm', inputs: [], outputs: [], steps: [] }, graphOf(ONE), features),
  ).toBeUndefined();
});

it('tells how many function-calls there are, how long the longest is, and what is allowed', () => {
  const calls = compiled(graphOf(TWO)).steps.flatMap((step) =>
    step.kind === 'bpu' ? estimate(step.program, features).calls : [],
  );
  const longestUs = (Math.max(...calls.map(({ cycles }) => cycles)) / features.clockHz) * 1e6;
  expect(estimated(TWO).calls).toEqual({ count: 2, longestUs });
  expect(estimated(TWO, { callLimitUs: 1000 }).calls).toEqual({ count: 2, longestUs, limitUs: 1000 });
});

it('counts the cores that share an inference as busy with it', () => {
  const backend = marches().find(({ march }) => march === 'bernoulli2')!;
  const graph = graphOf(ONE);
  const on = (cores: number) => {
    const target = { features: backend.features, lowering: backend.lowering, cores };
    const model = compile(graph, { ...target, fragment: (node, from) => encodeModel(fragment(node, from)) });
    const cpu = { ...backend.features.cpu, cores: 1e6 };
    return estimateModel(model, graph, { ...backend.features, cpu })!;
  };
  const [one, two] = [on(1), on(2)];
  expect([one.cores, two.cores]).toEqual([undefined, 2]);
  expect(one.fps).toBeCloseTo(2e6 / one.segments![0].latencyUs, 6);
  expect(two.fps).toBeCloseTo(1e6 / two.segments![0].latencyUs, 6);
});
