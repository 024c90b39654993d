import { removals } from './orders';

const [a, b, c] = [{ off: [0] }, { off: [1] }, { off: [2] }];

it('removes blocks from either end, and the changes of a block in their order', () => {
  const { lists } = removals([[a, b], [c]]);
  expect(lists).toEqual([[], [a], [a, b], [a, b, c], [c], [c, a], [c, a, b]]);
});

it('gives every change the mean of what it takes away; all of them take away everything', () => {
  const { drops } = removals([[a, b], [c]]);
  const found = drops([10, 6, 5, 1, 8, 3, 1]);
  expect(found).toEqual([[(4 + 5) / 2, (1 + 2) / 2], [(4 + 2) / 2]]);
  expect(found.flat().reduce((sum, each) => sum + each, 0)).toBe(9);
});

it('has nothing to remove of nothing', () => {
  const { lists, drops } = removals([]);
  expect([lists, drops([3])]).toEqual([[[]], []]);
});
