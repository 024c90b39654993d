import { tensorType } from '@openbpu/tensor';
import { sampledShape } from './grid-shape';

const of = (x: readonly number[], grid: readonly number[]) =>
  sampledShape(tensorType('float32', x), tensorType('float32', grid));

it('has the batch and channels of the image and the size of the grid', () => {
  expect(of([2, 3, 4, 5], [2, 7, 6, 2])).toEqual([2, 3, 7, 6]);
});

it('refuses what does not fit', () => {
  for (const grid of [
    [1, 7, 6, 2],
    [2, 7, 6, 3],
    [2, 7, 2],
  ])
    expect(() => of([2, 3, 4, 5], grid)).toThrow(/a grid is/);
  expect(() => sampledShape(tensorType('float32', [2, 3, 4, 5]), undefined)).toThrow(/absent/);
  expect(() => of([2, 3, 4], [2, 7, 6, 2])).toThrow();
  for (const side of [0, 2 ** 20 - 1]) expect(() => of([1, 1, side, 1], [1, 1, 1, 2])).toThrow(/height and width/);
});
