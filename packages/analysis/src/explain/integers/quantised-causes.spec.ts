import { type Graph, GraphDraft } from '@openbpu/ir';
import { Quantise } from '@openbpu/passes';
import { type Tensor, int32, int8 } from '@openbpu/tensor';
import { SAMPLES, analysed, calibratedGraph, listening, samplesOf, sharedLanes } from '../../net.fixture';
import { explain } from '../explain';

const lanes = sharedLanes(2);
const NET = `input x: float32[1x2x2x2] NCHW
const v: float32[2x2x1x1] = [0.31, -0.52, 0.77, 0.24]
const u: float32[2x2x1x1] = [0.3, 0.4, -0.6, 0.1]
const a: float32[2] = [0.5, -0.25]
x_cal: xc = HzCalibration(x) {scales: [0.05], thresholds: [6.35]}
v_cal: vc = HzCalibration(v) {scales: [0.004094488, 0.006062992], thresholds: [0.52, 0.77], axis: 0, kind: "weight"}
conv1: c = Conv(xc, vc, a) {kernel: [1, 1]} bpu id(0) int8/int8
c_cal: cc = HzCalibration(c) {scales: [0.04], thresholds: [5.08]}
sig: g = Sigmoid(cc) bpu id(0) int8/int8
g_cal: gc = HzCalibration(g) {scales: [0.007874], thresholds: [1]}
u_cal: uc = HzCalibration(u) {scales: [0.003149606, 0.004724409], thresholds: [0.4, 0.6], axis: 0, kind: "weight"}
conv2: y = Conv(gc, uc) {kernel: [1, 1]} bpu id(0) int8/int32
output y
`;

const quantised = (text: string) => new Quantise([]).run(calibratedGraph(text));
/** The quantised model with one constant changed. */
const changed = (graph: Graph<'quantized'>, id: string, change: (tensor: Tensor) => Tensor) => {
  const draft = GraphDraft.of(graph, 'quantized');
  const value = graph.value(id);
  draft.declare({ ...value, constant: change(value.constant!) });
  for (const node of graph.nodes) draft.keep(node);
  return draft.build(graph);
};
const ask = (text: string, graph = quantised(text), places?: number) =>
  explain(
    analysed(lanes, { text, samples: samplesOf(SAMPLES) }),
    { quantised: { graph, feeds: (given) => given }, ...(places === undefined ? {} : { places }) },
    listening(),
  );
const tableOf = (graph: Graph) => graph.node('sig')!.inputs[1];

it('finds nothing in a model that is what the calibrated one is', async () => {
  const { causes, quantised: look, error } = await ask(NET);
  expect(look).toMatchObject({ looked: true, compared: 3 });
  expect(look.looked && Math.abs(look.error / look.calibrated - 1)).toBeLessThan(0.02);
  expect(look.looked && look.calibrated).toBe(error);
  expect(causes.map(({ kind }) => kind)).not.toContain('table-resolution');
  expect(causes.map(({ kind }) => kind)).not.toContain('saturated-accumulator');
});

it('names a coarse table, what it costs, and what its node brings in float', async () => {
  const graph = quantised(NET);
  const coarse = changed(graph, tableOf(graph), ({ shape, data }) =>
    int8(
      shape,
      Int8Array.from(data as Int8Array, (value) => Math.min(127, 32 * Math.round(value / 32))),
    ),
  );
  const found = await ask(NET, coarse);
  const [first] = found.causes;
  expect(first).toMatchObject({ kind: 'table-resolution', node: 'sig', tensor: 'g' });
  expect(first.evidence[0]).toMatch(/^of the same integers the calibrated model makes something else in .* % of "g"/);
  expect(first.gains).toHaveLength(1);
  const [{ cure, before, after }] = first.gains;
  expect(cure).toMatchObject({ key: 'node_info', value: '{"sig": {"ON": "CPU"}}' });
  expect(before).toBe(found.error);
  expect(found.quantised.looked && after / found.quantised.calibrated).toBeCloseTo(1, 1);
  expect(first.share).toBeCloseTo((before - after) / found.error, 2);
});

it('adds up: causes, what is elsewhere and integer rounding are the error of the quantised model', async () => {
  const graph = quantised(NET);
  const coarse = changed(graph, tableOf(graph), ({ shape, data }) =>
    int8(
      shape,
      Int8Array.from(data as Int8Array, (value) => 8 * Math.round(value / 8.3)),
    ),
  );
  const { causes, elsewhere, rest } = await ask(NET, coarse, 1);
  const sum = (some: readonly { readonly share: number }[]) => some.reduce((total, { share }) => total + share, 0);
  expect(sum(causes) + sum(elsewhere)).toBeCloseTo(1, 9);
  expect(rest).toBeCloseTo(sum(elsewhere), 9);
  expect(elsewhere.at(-1)).toMatchObject({ kind: 'integer-rounding', count: 3 });
});

it('names biases that are cut off at 32 bits', async () => {
  const graph = quantised(NET);
  const bias = graph.node('conv1')!.inputs[2];
  const full = changed(graph, bias, ({ shape }) => int32(shape, [2 ** 31 - 1, 0]));
  const [first] = (await ask(NET, full)).causes;
  expect(first).toMatchObject({ kind: 'saturated-accumulator', node: 'conv1', tensor: 'c' });
  expect(first.evidence[1]).toBe('1 of its biases are at the end of 32 bits');
});

it('names accumulators that a tail gives', async () => {
  const graph = quantised(NET);
  const far = changed(graph, graph.node('conv2')!.inputs[2], ({ shape }) => int32(shape, [0, 5e6]));
  const cause = (await ask(NET, far)).causes.find(({ kind }) => kind === 'saturated-accumulator');
  expect(cause).toMatchObject({ node: 'conv2', tensor: 'y', unmeasured: [] });
  expect(cause!.evidence).toHaveLength(1);
});

it('says why it does not look', async () => {
  const alone = await explain(analysed(lanes, { text: NET, samples: samplesOf(SAMPLES) }), {}, listening());
  expect(alone.quantised).toEqual({ looked: false, why: expect.stringContaining('does not stand beside') as string });
  const other = quantised(NET);
  const draft = new GraphDraft('quantized');
  draft.input('x', other.value('x').type);
  const none = draft.build({ name: 'none', outputs: [] });
  const { quantised: look } = await ask(NET, none);
  expect(look).toEqual({ looked: false, why: expect.stringContaining('does not give') as string });
});
