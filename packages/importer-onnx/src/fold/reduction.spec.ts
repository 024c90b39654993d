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

it('sums functions of elements, and each of them alone where nothing is reduced', async () => {
  const row = float32([1, 2], [3, -4]);
  const of = async (opType: string, attributes = {}) => toNumbers(await folded(opType, [row], attributes));
  expect([await of('ReduceL1'), await of('ReduceL2'), await of('ReduceSumSquare')]).toEqual([[7], [5], [25]]);
  expect(await of('ReduceL2', { noop_with_empty_axes: 1 })).toEqual([3, 4]);
  expect((await folded('ReduceL2', [row], { axes: [1], keepdims: 0 })).shape).toEqual([1]);
  const positive = float32([2], [1, 1]);
  expect(toNumbers(await folded('ReduceLogSum', [positive]))[0]).toBeCloseTo(Math.log(2), 6);
  expect(toNumbers(await folded('ReduceLogSumExp', [float32([2], [1000, 1000])]))[0]).toBeCloseTo(
    1000 + Math.log(2),
    3,
  );
});

it('finds the largest and the smallest', async () => {
  const rows = float32([2, 3], [5, 1, 5, 0, 2, 2]);
  const of = async (opType: string, attributes: Record<string, number>) =>
    toNumbers(await folded(opType, [rows], attributes));
  expect(await of('ArgMax', { axis: 1 })).toEqual([0, 1]);
  expect(await of('ArgMax', { axis: -1, select_last_index: 1 })).toEqual([2, 2]);
  expect(await of('ArgMin', { axis: 0, keepdims: 0 })).toEqual([1, 0, 1]);
  expect((await folded('ArgMin', [rows], { axis: 0, keepdims: 0 })).shape).toEqual([3]);
});
