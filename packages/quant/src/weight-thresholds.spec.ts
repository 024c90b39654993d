import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { weightThresholds } from './weight-thresholds';

const text = (weights: string, on = 'bpu id(0) int8/int8') =>
  `input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x2] = [${weights}]\n` +
  `c: y = Conv(x, w) {kernel: [1, 2]} ${on}\noutput y`;
const thresholds = (weights: string, on?: string) =>
  weightThresholds(parseGraph(text(weights, on), standardOps(), 'optimized')).get('w');

it('are the largest magnitudes of the channels', () => {
  const noise = '0.31, -0.777, 0.123, 0.0456, 1.111, 0.271, -2.5, 0.333';
  expect(thresholds(noise)).toEqual({ axis: 0, thresholds: Float32Array.of(0.777, 2.5) });
});

it('make the steps of a channel those of the grid it lies on', () => {
  const grid = '0.9, -0.89, 0.03, 0.5, 1.28, 0.71, -2.56, 0.33';
  const found = thresholds(grid)!.thresholds;
  expect(found[0] / 127).toBeCloseTo(0.01, 8);
  expect(found[1] / 127).toBeCloseTo(0.02, 3);
  const last = '0.9, -0.89, 0.03, 0.5, 2.54, 0.7, -2.56, 0.34';
  expect(thresholds(last)!.thresholds[1] / 127).toBeCloseTo(0.02, 8);
});

it('are those of other axes too', () => {
  const transposed =
    'input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x2] = [0.9, -0.89, 1, 1, 0.03, 0.5, 0.25, 1]\n' +
    'c: y = ConvTranspose(x, w) {kernel: [1, 2]} bpu id(0) int8/int8\noutput y';
  const found = weightThresholds(parseGraph(transposed, standardOps(), 'optimized')).get('w')!;
  expect(found.axis).toBe(1);
  expect(found.thresholds[0] / 127).toBeCloseTo(0.01, 8);
  expect(found.thresholds[1]).toBeCloseTo((127 * 1) / 124, 6);
});

it('look at every element of other axes', () => {
  const reals = [0.9, -0.891234, 1, 0.4321, 0.03, 0.5, 0.25, 1];
  const transposed =
    `input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x2] = [${reals.join(', ')}]\n` +
    'c: y = ConvTranspose(x, w) {kernel: [1, 2]} bpu id(0) int8/int8\noutput y';
  const found = weightThresholds(parseGraph(transposed, standardOps(), 'optimized')).get('w')!;
  expect(found.thresholds).toEqual(Float32Array.of(0.9, 1));
});

it('are none of what runs on the CPU', () => {
  expect(thresholds('1, 1, 1, 1, 1, 1, 1, 1', 'cpu "asked"')).toBeUndefined();
});
