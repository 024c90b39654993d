import { spread } from './spread';

it.each([
  [[], 3, []],
  [[1, 2], 3, [1, 2]],
  [[1, 2, 3], 3, [1, 2, 3]],
  [[0, 1, 2, 3, 4, 5, 6], 3, [0, 2, 4]],
  [[1, 2], 0, []],
])('of %j takes at most %d: %j', (all, most, taken) => {
  expect(spread(all, most)).toEqual(taken);
});
