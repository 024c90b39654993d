import { resolveShape } from './resolve-shape';

it('writes 0 and −1 out, and leaves what does not fit', () => {
  expect(resolveShape([2, 3, 4], [0, -1])).toEqual([2, 12]);
  expect(resolveShape([2, 3], [3, 2])).toEqual([3, 2]);
  expect(resolveShape([], [1])).toEqual([1]);
  expect(resolveShape([2, 3], [5, -1])).toEqual([5, -1]);
});
