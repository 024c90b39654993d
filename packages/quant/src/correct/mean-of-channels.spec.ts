import { float32, int8 } from '@openbpu/tensor';
import { meanOfChannels } from './mean-of-channels';

it('is over images, batch and tensors alike', () => {
  const a = float32([2, 2, 1, 2], [1, 3, 10, 20, 5, 7, 30, 40]);
  const b = float32([2, 2, 1, 2], [0, 0, -100, 0, 0, 8, 0, 0]);
  expect(meanOfChannels([a])).toEqual(Float64Array.of(4, 25));
  expect(meanOfChannels([a, b])).toEqual(Float64Array.of(3, 0));
});

it('takes a matrix for channels of one element', () => {
  expect(meanOfChannels([float32([2, 3], [1, 2, 3, 5, 6, 7])])).toEqual(Float64Array.of(3, 4, 5));
});

it('adds in double', () => {
  expect(meanOfChannels([float32([1, 1, 1, 3], [2 ** 30, 1, -(2 ** 30)])])).toEqual(Float64Array.of(1 / 3));
});

it('refuses integers', () => {
  expect(() => meanOfChannels([int8([1, 1], [1])])).toThrow(TypeError);
});
