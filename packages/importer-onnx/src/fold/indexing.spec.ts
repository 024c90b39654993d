import { float32, int64, makeTensor, toNumbers } from '@openbpu/tensor';
import { folded } from './fold.fixture';

const numbers = async (...args: Parameters<typeof folded>) => toNumbers(await folded(...args));
const x = float32([2, 3], [1, 2, 3, 4, 5, 6]);

it('scatters elements and slices, in their order', async () => {
  const at = int64([2, 1], [-1, 1]);
  const rows = float32([2, 3], [7, 7, 7, 1, 2, 3]);
  expect(await numbers('ScatterND', [x, at, rows])).toEqual([1, 2, 3, 1, 2, 3]);
  for (const [reduction, wanted] of Object.entries({
    add: [12, 14, 16],
    mul: [28, 70, 126],
    max: [7, 7, 7],
    min: [1, 2, 3],
  }))
    expect((await numbers('ScatterND', [x, at, rows], { reduction }, 18)).slice(3)).toEqual(wanted);
  const longs = int64([3], [5, 6, 7]);
  expect(
    await numbers('ScatterElements', [longs, int64([2], [0, 0]), int64([2], [1, 2])], { reduction: 'add' }, 18),
  ).toEqual([8, 6, 7]);
  expect(await numbers('ScatterElements', [x, int64([1, 2], [-1, 0]), float32([1, 2], [8, 9])], { axis: 1 })).toEqual([
    9, 2, 8, 4, 5, 6,
  ]);
});

it('gathers elements and slices', async () => {
  expect(await numbers('GatherND', [x, int64([2, 2], [0, -1, 1, 0])])).toEqual([3, 4]);
  expect(await numbers('GatherND', [x, int64([1, 1], [1])])).toEqual([4, 5, 6]);
  expect(await numbers('GatherND', [x, int64([2, 1], [2, 0])], { batch_dims: 1 })).toEqual([3, 4]);
  expect(await numbers('GatherElements', [x, int64([2, 1], [2, -3])], { axis: 1 })).toEqual([3, 4]);
  await expect(folded('GatherND', [x, int64([1, 1], [2])])).rejects.toThrow('index 2 is outside 2 elements');
});

it('makes one of many, sums, triangles and diagonals', async () => {
  const one = await folded('OneHot', [int64([2], [1, -3]), int64([], [3]), float32([2], [0, 5])], { axis: 0 });
  expect([one.shape, toNumbers(one)]).toEqual([
    [3, 2],
    [0, 5, 5, 0, 0, 0],
  ]);
  expect(await numbers('OneHot', [int64([1], [3]), int64([1], [3]), float32([2], [0, 5])])).toEqual([0, 0, 0]);
  expect(await numbers('CumSum', [x, int64([], [1])])).toEqual([1, 3, 6, 4, 9, 15]);
  expect(await numbers('CumSum', [x, int64([], [-2])], { exclusive: 1, reverse: 1 })).toEqual([4, 5, 6, 0, 0, 0]);
  expect(await numbers('Trilu', [x, int64([], [1])], {}, 14)).toEqual([0, 2, 3, 0, 0, 6]);
  expect(await numbers('Trilu', [int64([2, 2], [1, 2, 3, 4])], { upper: 0 }, 14)).toEqual([1, 0, 3, 4]);
  expect(await numbers('EyeLike', [x], { k: 1 })).toEqual([0, 1, 0, 0, 0, 1]);
});

it('takes the largest or smallest, and what a condition keeps', async () => {
  const row = float32([4], [3, 7, 7, 1]);
  expect(await numbers('TopK', [row, int64([1], [3])])).toEqual([7, 7, 3]);
  expect(await numbers('TopK', [row, int64([1], [2])], { largest: 0 })).toEqual([1, 3]);
  await expect(folded('TopK', [row, int64([1], [5])])).rejects.toThrow('5 of the 4 elements of axis 0');
  const kept = makeTensor('bool', [2], Uint8Array.of(0, 1));
  expect(await numbers('Compress', [x, kept], { axis: 0 })).toEqual([4, 5, 6]);
  expect(await numbers('Compress', [x, kept])).toEqual([2]);
});
