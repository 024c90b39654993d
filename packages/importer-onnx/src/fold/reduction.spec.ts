import { float32, int64, toNumbers } from '@openbpu/tensor';
import { folded } from './fold.fixture';

const x = int64([2, 3], [1, 2, 3, 4, 5, 6]);

it('folds the axes it names, or all', async () => {
  expect(toNumbers(await folded('ReduceProd', [x], { keepdims: 0 }))).toEqual([720]);
  const rows = await folded('ReduceSum', [x, int64([1], [-1])]);
  expect([rows.shape, toNumbers(rows)]).toEqual([
    [2, 1],
    [6, 15],
  ]);
  const columns = await folded('ReduceMax', [x], { axes: [0], keepdims: 0 });
  expect([columns.shape, toNumbers(columns)]).toEqual([[3], [4, 5, 6]]);
  expect(toNumbers(await folded('ReduceMin', [float32([2], [2, -1])]))).toEqual([-1]);
});

it('does nothing where an empty list says so', async () => {
  expect((await folded('ReduceSum', [x], { noop_with_empty_axes: 1 })).shape).toEqual([2, 3]);
});
