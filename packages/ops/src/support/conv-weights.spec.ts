import { float32, perTensor } from '@openbpu/tensor';
import { convWeights } from './conv-weights';

const weights = float32([2, 2, 1, 1], [1, -2, 0.5, 0.25]);
const conv = {
  weights,
  bias: undefined,
  group: 1,
  thresholds: Float32Array.of(4, 1),
  x: { quant: perTensor(0.5) },
  y: undefined,
};

it('rounds weights to the steps of their thresholds, for an input of one scale', () => {
  const { folds, reals, thresholds, xScales, bias, q, scale } = convWeights(conv);
  expect({ folds, reals, thresholds, xScales, bias }).toEqual({
    folds: false,
    reals: weights,
    thresholds: Float32Array.of(4, 1),
    xScales: 0.5,
    bias: undefined,
  });
  expect(scale).toEqual(Float32Array.of(4 / 127, 1 / 127));
  expect([...q.data]).toEqual([32, -64, 64, 32]);
});

it('takes scales of channels in, with thresholds of what comes of it', () => {
  const { folds, reals, thresholds, xScales, q } = convWeights({
    ...conv,
    x: { quant: { scale: Float32Array.of(1, 0.25), axis: 1 } },
  });
  expect({ folds, reals, thresholds, xScales }).toEqual({
    folds: true,
    reals: float32([2, 2, 1, 1], [1, -0.5, 0.5, 0.0625]),
    thresholds: Float32Array.of(1, 0.5),
    xScales: 1,
  });
  expect([...q.data]).toEqual([127, -64, 127, 16]);
});

it('leaves them beside the weights of a depthwise convolution', () => {
  const { folds, xScales } = convWeights({
    ...conv,
    weights: float32([2, 1, 1, 1], [1, 2]),
    group: 2,
    x: { quant: { scale: Float32Array.of(1, 0.25), axis: 1 } },
  });
  expect({ folds, xScales }).toEqual({ folds: false, xScales: Float32Array.of(1, 0.25) });
});

it('moves the bias to where zeros stand for 0, and makes steps large enough for it', () => {
  const { bias, scale } = convWeights({
    ...conv,
    bias: float32([2], [2 ** 33, 1]),
    y: { scale: Float32Array.of(2), zero: Int8Array.of(-128) },
  });
  expect(bias).toEqual(float32([2], [2 ** 33 - 256, -255]));
  expect(scale).toEqual(Float32Array.of((2 ** 33 - 256) / (0.5 * 2 ** 30), 1 / 127));
});
