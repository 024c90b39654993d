import { float32, perTensor, tensorType } from '@openbpu/tensor';
import { channelMaxima, foldScales, scaleAt, scalesFor } from './channel-scales';

describe('channelScales', () => {
  const own = tensorType('int8', [1, 2, 1, 1], 'NCHW', { scale: Float32Array.of(1, 4), axis: 1 });

  it('is one number where there is one scale', () => {
    expect(scalesFor(tensorType('int8', [1, 2, 1, 1], 'NCHW', perTensor(0.5)), 8)).toBe(0.5);
  });

  it('repeats the scale of a channel for every output made of it', () => {
    expect(scalesFor(own, 2)).toEqual(Float32Array.of(1, 4));
    expect(scalesFor(own, 6)).toEqual(Float32Array.of(1, 1, 1, 4, 4, 4));
  });

  it('is found by channel either way', () => {
    expect([scaleAt(3, 7), scaleAt(Float32Array.of(1, 2), 1)]).toEqual([3, 2]);
  });

  it('is no number where there is no scale', () => {
    expect(scalesFor(tensorType('int32', [1]), 1)).toBeNaN();
  });
});

describe('channelMaxima', () => {
  it('gives the largest magnitude along every other axis', () => {
    const weights = float32([2, 2, 2], [1, -2, 3, -4, 5, -6, 7, 0]);
    expect(channelMaxima(weights, 0)).toEqual(Float32Array.of(4, 7));
    expect(channelMaxima(weights, 1)).toEqual(Float32Array.of(6, 7));
    expect(channelMaxima(weights, 2)).toEqual(Float32Array.of(7, 6));
  });
});

describe('foldScales', () => {
  it('multiplies the weights of every input channel with its scale', () => {
    const weights = float32([2, 2, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
    expect(foldScales(weights, Float32Array.of(2, 10), 1)).toEqual(
      float32([2, 2, 1, 2], [2, 4, 30, 40, 10, 12, 70, 80]),
    );
  });

  it('knows to which group an output belongs', () => {
    const weights = float32([4, 2, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1]);
    expect(Array.from(foldScales(weights, Float32Array.of(1, 2, 3, 4), 2).data)).toEqual([1, 2, 1, 2, 3, 4, 3, 4]);
  });

  it('takes one scale for all', () => {
    expect(Array.from(foldScales(float32([1, 2], [1, -2]), 0.5, 1).data)).toEqual([0.5, -1]);
  });
});
