import { broadcastIndices } from './broadcast';

it('says which element of each tensor stands at each place', () => {
  const { shape, indices } = broadcastIndices([[2, 1], [3], []]);
  expect(shape).toEqual([2, 3]);
  expect(indices.map((index) => [...index])).toEqual([
    [0, 0, 0, 1, 1, 1],
    [0, 1, 2, 0, 1, 2],
    [0, 0, 0, 0, 0, 0],
  ]);
});

it('throws where shapes do not fit', () => {
  expect(() => broadcastIndices([[2], [3]])).toThrow(RangeError);
});
