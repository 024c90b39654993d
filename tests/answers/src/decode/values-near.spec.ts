import { from, outputsOf } from './outputs.fixture';
import { depths, points } from './values-near';

it('leaves out the depth of points', () => {
  const { values, within } = points('y', 200)(outputsOf({ y: [1, 6] }, { y: from(0, 1, 2, 3, 4, 5, 6) }));
  expect([[...values], within]).toEqual([[1, 2, 4, 5], 10]);
});

it('takes a twentieth between the nearest and the farthest', () => {
  const { values, within } = depths('y')(outputsOf({ y: [1, 1, 1, 3] }, { y: from(0, -10, 0, 30) }));
  expect([[...values], within]).toEqual([[-10, 0, 30], 2]);
});
