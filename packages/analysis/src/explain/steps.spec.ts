import { calibratedModel } from '../net.fixture';
import { channelsMayDiffer, channelwise, narrow, spanOf, stepOf } from './steps';

const model = calibratedModel();
/** Numbers of calibrations in the net of the fixture. */
const [X, V, C, U, D, S] = [0, 1, 2, 3, 4, 5];
const WIDE = '"activation", dtype: "int16"}';
/** What a convolution alone reads, and gives to another. */
const ROW = `input x: float32[1x2x2x2] NCHW
const v: float32[2x2x1x1] = [1, 0, 0, 1]
a: a0 = Abs(x) bpu id(0) int8/int8
a_cal: ac = HzCalibration(a0) {scales: [0.5], thresholds: [63.5]}
v_cal: vc = HzCalibration(v) {scales: [0.1, 0.2], thresholds: [12.7, 25.4], axis: 0, kind: "weight"}
conv: c = Conv(ac, vc) {kernel: [1, 1]} bpu id(0) int8/int8
c_cal: y = HzCalibration(c) {scales: [0.5], thresholds: [63.5]}
output y
`;
const mayDiffer = (text: string, number = 0) => channelsMayDiffer(calibratedModel(text), number);

it('reaches just that far with the same integers', () => {
  expect(narrow(model, C, 12.7)).toEqual({ scales: [12.7 / 127], range: [[-128], [127]] });
  expect(narrow(model, V, 12.7)).toEqual({ scales: [12.7 / 127], range: [[-127], [127]] });
  expect(narrow(model, C, 12.7, 1000)).toEqual({ scales: [12.7 / 1000], range: [[-1001], [1000]] });
});

it('has a step above 0 where every value is 0', () => {
  const [scale] = Array.from(narrow(model, C, 0).scales);
  expect(scale).toBeGreaterThan(0);
  expect(scale).toBeLessThan(1e-20);
});

it('has steps of every channel, and fine ones where a channel is 0 everywhere', () => {
  const { scales, range } = channelwise(model, C, Float32Array.of(254, 127, 0));
  expect(Array.from(scales)).toEqual([2, 1, Math.fround((254 * 1e-6) / 127)]);
  expect(range).toEqual([[-128], [127]]);
});

it('knows how far a calibration reaches, and its coarsest step', () => {
  expect([X, V, C, U, D, S].map((number) => [spanOf(model, number), stepOf(model, number)])).toEqual([
    [31.75, 0.25],
    [0.2 * 127, 0.2],
    [63.5, 0.5],
    [0.1 * 127, 0.1],
    [15.875, 0.125],
    [127, 1],
  ]);
  const wide = calibratedModel(ROW.replace('thresholds: [63.5]}', `thresholds: [63.5], kind: ${WIDE}`));
  expect(spanOf(wide, 0)).toBe(0.5 * 32767);
});

it('lets channels differ where convolutions alone read them', () => {
  expect(mayDiffer(ROW)).toBe(true);
  expect(mayDiffer(ROW.replace('Abs(x) bpu id(0) int8/int8', 'Abs(x) cpu "it is asked for"'))).toBe(false);
  expect(mayDiffer(`${ROW}output ac\n`)).toBe(false);
  expect(mayDiffer(ROW.replace('{kernel: [1, 1]} bpu id(0) int8/int8', '{kernel: [1, 1]} cpu "asked"'))).toBe(false);
});

it.each([
  ['nothing gives it', X],
  ['weights', V],
  ['a sum reads it too', C],
  ['a sum reads it in the second place', D],
  ['it is an output', S],
])('lets no channels differ where %s: calibration %d', (_, number) =>
  expect(channelsMayDiffer(model, number)).toBe(false),
);

it('lets no channels differ of what a convolution reads as weights', () => {
  const computed = `input x: float32[1x2x2x2] NCHW
input z: float32[2x2x1x1] NCHW
a: a0 = Abs(z) bpu id(0) int8/int8
a_cal: ac = HzCalibration(a0) {scales: [0.5], thresholds: [63.5]}
conv: y = Conv(x, ac) {kernel: [1, 1]} bpu id(0) int8/int8
output y
`;
  expect(mayDiffer(computed)).toBe(false);
});
