import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { scaleOfThreshold, toNumbers } from '@openbpu/tensor';
import { calibratedActivations } from './activations';
import { InsertCalibration, type Thresholds } from './insert-calibration';

const HEAD = `input x: float32[1x2x4x4] NCHW
const w: float32[3x2x1x1] = [1, 2, 3, -4, 5, 6]
const v: float32[3x1x1x1] = [1, -2, 4]
const u: float32[2x3x1x1] = [1, 2, 3, -8, 4, 2]
c: c = Conv(x, w) {kernel: [1, 1], min: 0} bpu id(0) int8/int8
`;
const ROWS = { u: { axis: 0, thresholds: Float32Array.of(3, 8) } };

function calibrated(text: string, more: Partial<Thresholds> = {}): Graph<'calibrated'> {
  const graph = parseGraph(`${HEAD}${text}`, standardOps(), 'optimized');
  const activations = new Map(calibratedActivations(graph).map((id) => [id, 4]));
  return new InsertCalibration({ activations, weights: new Map(), ...more }).run(graph);
}

const CHANNELS = { channels: new Map([['c', Float32Array.of(4, 2, 1)]]), floors: new Map([['c', [0]]]) };
const READ = [4, 2, 1].map((threshold) => scaleOfThreshold(threshold, 'uint8'));

it('gives activations their steps, in their type, and says nothing of what is usual', () => {
  const text = 't: t = Tanh(c) bpu id(0) int8/int16\ns: y = Sigmoid(t) bpu id(0) int16/int8\noutput y';
  const graph = calibrated(text);
  const [x, t] = ['x', 't'].map((id) => graph.node(`${id}_HzCalibration`)!.attrs);
  expect(x).toMatchObject({ kind: 'activation', scales: [scaleOfThreshold(4)], thresholds: [4], zeros: [] });
  expect(x).not.toHaveProperty('dtype');
  expect(x).not.toHaveProperty('axis');
  expect(t).toMatchObject({ scales: [scaleOfThreshold(4, 'int16')], thresholds: [4], dtype: 'int16' });
});

it('lets weights that sum over channels take in their scales', () => {
  const text = 'p: y = Conv(c, u) {kernel: [1, 1]} bpu id(0) int8/int8\noutput y';
  const { attrs } = calibrated(text, { ...CHANNELS, weights: new Map(Object.entries(ROWS)) }).node('u_HzCalibration')!;
  const rows = [
    [1, 2, 3],
    [-8, 4, 2],
  ].map((row) => Math.fround(Math.max(...row.map((value, i) => Math.abs(Math.fround(value * READ[i]))))));
  expect(attrs).toMatchObject({
    kind: 'weight',
    axis: 0,
    columns: READ,
    thresholds: rows,
    scales: rows.map((row) => scaleOfThreshold(row)),
  });
});

it('gives weights their own steps where there is one scale, or they sum over no channels', () => {
  const text = 'p: y = Conv(c, u) {kernel: [1, 1]} bpu id(0) int8/int8\noutput y';
  const scales = (thresholds: readonly number[]) => thresholds.map((threshold) => scaleOfThreshold(threshold));
  const one = calibrated(text, { weights: new Map(Object.entries(ROWS)) }).node('u_HzCalibration')!.attrs;
  expect(one).toMatchObject({ kind: 'weight', axis: 0, columns: [], thresholds: [3, 8], scales: scales([3, 8]) });
  const depthwise = 'p: y = Conv(c, v) {kernel: [1, 1], group: 3} bpu id(0) int8/int8\noutput y';
  const weights = new Map([['v', { axis: 0, thresholds: Float32Array.of(1, 2, 4) }]]);
  const { attrs } = calibrated(depthwise, { ...CHANNELS, weights }).node('v_HzCalibration')!;
  expect(attrs).toMatchObject({ axis: 0, columns: [], thresholds: [1, 2, 4], scales: scales([1, 2, 4]) });
});

it('gives a bias what rounding takes, and nobody else one', () => {
  const text = 'p: y = Conv(c, u) {kernel: [1, 1]} bpu id(0) int8/int8\noutput y';
  const graph = calibrated(text, { corrections: new Map([['p', Float32Array.of(0.5, -1)]]) });
  expect(graph.node('p')!.inputs).toEqual(['c_calibrated', 'u', 'p_bias_corrected']);
  expect(toNumbers(graph.value('p_bias_corrected').constant!)).toEqual([0.5, -1]);
  expect(graph.node('c')!.inputs).toEqual(['x_calibrated', 'w']);
});

it('leaves of a mask what saturates its sum', () => {
  const text =
    'const m: float32[4] = [0, -100, 0, -1e4]\na: p = Add(c, m) bpu id(0) int8/int16\n' +
    's: y = Softmax(p) {axis: 3} cpu "asked"\noutput y';
  const graph = calibrated(text);
  const most = 4 + 128 * scaleOfThreshold(4);
  expect(graph.node('a')!.inputs).toEqual(['c_calibrated', 'a_mask']);
  expect(toNumbers(graph.value('a_mask').constant!)).toEqual([
    0,
    ...[1, 0, 1].map((far) => -far * Math.fround(most) + 0),
  ]);
});
