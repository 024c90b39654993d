import { float32, int32 } from '@openbpu/tensor';
import { perChannel } from './per-channel';

const IMAGE = [2, 3, 4, 5];

it.each([[[]], [[1]], [[1, 1, 1, 1]]])('repeats the one number of shape %j', (shape) => {
  expect(perChannel(float32(shape, [7]), IMAGE)).toEqual(Float64Array.of(7, 7, 7));
});

it.each([[[3, 1, 1]], [[1, 3, 1, 1]]])('takes a number a channel from shape %j', (shape) => {
  expect(perChannel(float32(shape, [1, 2, 3]), IMAGE)).toEqual(Float64Array.of(1, 2, 3));
});

it('takes a row for a matrix', () => {
  expect(perChannel(float32([3], [1, 2, 3]), [8, 3])).toEqual(Float64Array.of(1, 2, 3));
  expect(perChannel(float32([1, 3], [1, 2, 3]), [8, 3])).toEqual(Float64Array.of(1, 2, 3));
});

it.each([
  ['that varies along the width', float32([3], [1, 2, 3]), [1, 3, 3, 3]],
  ['that varies along the height', float32([3, 1], [1, 2, 3]), [1, 3, 3, 3]],
  ['that varies with the batch', float32([2, 1, 1, 1], [1, 2]), [2, 1, 1, 1]],
  ['that has more channels', float32([3, 1, 1], [1, 2, 3]), [1, 1, 4, 4]],
  ['of a higher rank', float32([1, 1, 1, 1, 1], [1]), IMAGE],
  ['of integers', int32([], [1]), IMAGE],
  ['for a vector', float32([], [1]), [4]],
])('gives nothing for a constant %s', (_, constant, shape) => {
  expect(perChannel(constant, shape)).toBeUndefined();
});
