import { float32 } from '@openbpu/tensor';
import { foldScales } from './fold-scales';

it('multiplies the weights of every input channel with its scale', () => {
  const weights = float32([2, 2, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
  expect(foldScales(weights, Float32Array.of(2, 10), 1)).toEqual(float32([2, 2, 1, 2], [2, 4, 30, 40, 10, 12, 70, 80]));
});

it('knows to which group an output belongs', () => {
  const weights = float32([4, 2, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1]);
  expect(Array.from(foldScales(weights, Float32Array.of(1, 2, 3, 4), 2).data)).toEqual([1, 2, 1, 2, 3, 4, 3, 4]);
});

it('takes one scale for all', () => {
  expect(Array.from(foldScales(float32([1, 2], [1, -2]), 0.5, 1).data)).toEqual([0.5, -1]);
});
