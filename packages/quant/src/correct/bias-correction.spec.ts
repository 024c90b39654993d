import { type RawAttrs, seededRandom } from '@openbpu/ir';
import { Conv, HzCalibration } from '@openbpu/ops';
import { type Tensor, float32, sizeOf } from '@openbpu/tensor';
import { biasCorrection } from './bias-correction';
import { meanOfChannels } from './mean-of-channels';

const X = [5, 4, 3, 3];

function noise(shape: readonly number[], seed: number): Tensor<'float32'> {
  const random = seededRandom(seed);
  return float32(
    shape,
    Array.from({ length: sizeOf(shape) }, () => 2 * random() - 0.6),
  );
}

/** Images whose channels are even, so that every tap of an unpadded window sees the mean. */
function even(): Tensor<'float32'> {
  const planes = noise([X[0], X[1]], 3).data;
  return float32(
    X,
    Array.from({ length: sizeOf(X) }, (_, i) => planes[Math.floor(i / 9)]),
  );
}

const round = (x: Tensor, raw: RawAttrs) => HzCalibration.eval([x], HzCalibration.parseAttrs(raw))[0];
const close = (values: Float64Array) => Array.from(values, (value) => expect.closeTo(value, 5));

it.each<[string, Tensor<'float32'>, readonly number[], RawAttrs]>([
  ['one sum over all channels', noise(X, 1), [3, 4, 1, 1], { kernel: [1, 1] }],
  ['a window', even(), [3, 4, 3, 2], { kernel: [3, 2] }],
  ['groups', even(), [6, 2, 3, 3], { kernel: [3, 3], group: 2 }],
  ['depthwise', even(), [4, 1, 3, 3], { kernel: [3, 3], group: 4 }],
  ['depthwise, two outputs of each channel', noise(X, 2), [8, 1, 1, 1], { kernel: [1, 1], group: 4 }],
])('gives the mean of every output back: %s', (_, x, shape, raw) => {
  const w = noise(shape, 7);
  const attrs = Conv.parseAttrs(raw);
  const rows = Array.from({ length: shape[0] }, (__, i) => 0.02 + 0.01 * (i % 3));
  const columns = Array.from({ length: shape[1] * attrs.group }, (__, i) => 0.5 + (i % 3));
  for (const scales of [
    { scales: [0.05], thresholds: [6.35] },
    { scales: rows, thresholds: rows, axis: 0, columns },
  ]) {
    const rounded = round(w, { ...scales, kind: 'weight' });
    const seen = round(x, {
      scales: [0.02, 0.3, 0.1, 0.005],
      thresholds: [1, 1, 1, 1],
      axis: 1,
      zeros: [-128, 0, -100, 5],
    });
    const lost = biasCorrection(attrs, w, rounded, { float: meanOfChannels([x]), rounded: meanOfChannels([seen]) });
    const float = meanOfChannels(Conv.eval([x, w, undefined], attrs));
    expect(Array.from(meanOfChannels(Conv.eval([seen, rounded, float32([shape[0]], lost)], attrs)))).toEqual(
      close(float),
    );
    expect(Math.max(...lost.map(Math.abs))).toBeGreaterThan(1e-3);
  }
});

it('is nothing where nothing is lost', () => {
  const w = noise([2, 2, 3, 3], 1);
  const means = Float64Array.of(0.5, -3);
  expect(biasCorrection({ group: 1 }, w, w, { float: means, rounded: means })).toEqual(Float32Array.of(0, 0));
});

it.each([NaN, Infinity, -Infinity])('leaves a bias as it is where a mean is %d', (broken) => {
  const w = float32([2, 1, 1, 1], [1, 1]);
  expect(
    biasCorrection({ group: 2 }, w, w, { float: Float64Array.of(broken, 2), rounded: Float64Array.of(1, 1) }),
  ).toEqual(Float32Array.of(0, 1));
});
