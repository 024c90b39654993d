import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { float32, toNumbers } from '@openbpu/tensor';
import { calibratedActivations } from './activations';
import { InsertCalibration, type Thresholds } from './insert-calibration';
import { keepOriginals } from './keep-originals';

const NET = `input x: float32[1x2x4x4] NCHW
const w: float32[3x2x1x1] = [1, 2, 3, -4, 5, 6]
const u: float32[2x3x1x1] = [1, 2, 3, -8, 4, 2]
const b: float32[3] = [0.5, 1, -2]
c: c = Conv(x, w, b) {kernel: [1, 1], min: 0} bpu id(0) int8/int8
p: y = Conv(c, u) {kernel: [1, 1]} bpu id(0) int8/int8
output y`;
const ROUNDED = float32([2, 3, 1, 1], [1, 2, 3.5, -8, 4, 2]);
const WEIGHTS = new Map([['u', { axis: 0, thresholds: Float32Array.of(3, 8) }]]);

function both(more: Partial<Thresholds>, text = NET): readonly [Graph<'optimized'>, Graph<'calibrated'>] {
  const optimized = parseGraph(text, standardOps(), 'optimized').at('optimized');
  const activations = new Map(calibratedActivations(optimized).map((id) => [id, 4]));
  return [optimized, new InsertCalibration({ activations, weights: WEIGHTS, ...more }).run(optimized)];
}

function kept(more: Partial<Thresholds>, text = NET): Graph<'calibrated'> {
  const [optimized, calibrated] = both(more, text);
  return keepOriginals(calibrated, optimized);
}

const constant = (graph: Graph, id: string) => toNumbers(graph.value(id).constant!);

it('puts the bias of the float model beside the corrected one', () => {
  const graph = kept({ corrections: new Map([['c', Float32Array.of(0.25, 0, 1)]]) });
  const corrected = graph.node('c_bias_corrected_HzCorrected')!;
  expect(graph.node('c')!.inputs[2]).toBe(corrected.outputs[0]);
  expect(corrected.inputs.map((id) => constant(graph, id))).toEqual([
    [0.75, 1, -1],
    [0.5, 1, -2],
  ]);
  expect(graph.nodes.filter(({ op }) => op.name === 'HzCorrected')).toHaveLength(1);
});

it('puts zeros beside a bias that calibration has added', () => {
  const graph = kept({ corrections: new Map([['p', Float32Array.of(0.25, -1)]]) });
  expect(graph.node('p_bias_corrected_HzCorrected')!.inputs.map((id) => constant(graph, id))).toEqual([
    [0.25, -1],
    [0, 0],
  ]);
});

it('puts the weights of the float model beside the rounded ones, in front of their calibration', () => {
  const graph = kept({ roundedWeights: new Map([['u', ROUNDED]]) });
  const calibration = graph.node('u_HzCalibration')!;
  const corrected = graph.producer(calibration.inputs[0])!;
  expect(corrected.op.name).toBe('HzCorrected');
  expect(corrected.inputs.map((id) => constant(graph, id))).toEqual([
    [1, 2, 3.5, -8, 4, 2],
    [1, 2, 3, -8, 4, 2],
  ]);
  expect(graph.node('p')!.inputs).toEqual(['c_calibrated', 'u_calibrated']);
});

it('sees a change of the first element, and of the last', () => {
  for (const correction of [Float32Array.of(1, 0, 0), Float32Array.of(0, 0, 1)])
    expect(kept({ corrections: new Map([['c', correction]]) }).node('c_bias_corrected_HzCorrected')).toBeDefined();
});

it('leaves a graph whose constants are as they were', () => {
  const [optimized, calibrated] = both({ corrections: new Map([['c', new Float32Array(3)]]) });
  const graph = keepOriginals(calibrated, optimized);
  expect(graph.nodes).toEqual(calibrated.nodes);
  expect([...graph.values.keys()]).toEqual([...calibrated.values.keys()]);
});

it('has one constant of what several read, and leaves those that are no float32', () => {
  const text = `input x: float32[1x2x4x4] NCHW
const places: int64[1] = [1]
const m: float32[1] = [2]
a: a = Add(x, m) bpu id(0) int8/int8
b: g = Gather(a, places) {axis: 1} cpu "asked"
d: y = Add(g, m) bpu id(0) int8/int8
output y`;
  const [, calibrated] = both({ weights: new Map() }, text);
  const other = parseGraph(
    text.replace('[1] = [2]', '[1] = [3]').replace('int64[1] = [1]', 'int64[1] = [0]'),
    standardOps(),
    'optimized',
  ).at('optimized');
  const graph = keepOriginals(calibrated, other);
  const corrected = graph.nodes.filter(({ op }) => op.name === 'HzCorrected');
  expect(corrected.map(({ inputs }) => inputs.map((id) => constant(graph, id)))).toEqual([[[2], [3]]]);
  expect(['a', 'd'].map((id) => graph.node(id)!.inputs[1])).toEqual([corrected[0].outputs[0], corrected[0].outputs[0]]);
  expect(graph.node('b')!.inputs[1]).toBe('places');
});
