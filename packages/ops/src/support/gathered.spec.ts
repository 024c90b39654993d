import { float32, int32, int64, int8, tensorType } from '@openbpu/tensor';
import { expectIndices, indicesInto, taken } from './gathered';

describe('indicesInto', () => {
  it('counts from either end', () => {
    expect(indicesInto(int64([4], [0, 2, -1, -3]), 3)).toEqual([0, 2, 2, 0]);
    expect(indicesInto(int32([0], []), 0)).toEqual([]);
  });

  it('refuses those outside', () => {
    for (const index of [3, -4]) expect(() => indicesInto(int64([1], [index]), 3)).toThrow(/outside a dimension of 3/);
  });
});

it('indices are whole numbers of 32 or 64 bits', () => {
  expect(expectIndices(tensorType('int32', [2]), 'Gather').dtype).toBe('int32');
  expect(() => expectIndices(tensorType('float32', [2]), 'Gather')).toThrow(TypeError);
  expect(() => expectIndices(undefined, 'Gather')).toThrow(/not nothing/);
});

it('takes elements of any type', () => {
  expect(taken(int8([3], [1, 2, 3]), [2], (at) => 2 - at)).toEqual(int8([2], [3, 2]));
  expect(taken(float32([1], [NaN]), [2, 1], () => 0)).toEqual(float32([2, 1], [NaN, NaN]));
});
