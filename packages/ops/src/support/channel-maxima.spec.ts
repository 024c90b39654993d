import { float32 } from '@openbpu/tensor';
import { channelMaxima } from './channel-maxima';

it('gives the largest magnitude along every other axis', () => {
  const weights = float32([2, 2, 2], [1, -2, 3, -4, 5, -6, 7, 0]);
  expect(channelMaxima(weights, 0)).toEqual(Float32Array.of(4, 7));
  expect(channelMaxima(weights, 1)).toEqual(Float32Array.of(6, 7));
  expect(channelMaxima(weights, 2)).toEqual(Float32Array.of(7, 6));
});
