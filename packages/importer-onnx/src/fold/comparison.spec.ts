import { float32, int64, makeTensor, toNumbers } from '@openbpu/tensor';
import { folded } from './fold.fixture';

it('compares, broadcasting, with NaN equal to nothing', async () => {
  const y = await folded('Less', [int64([2, 1], [1, 3]), int64([2], [2, 3])]);
  expect([y.dtype, y.shape, toNumbers(y)]).toEqual(['bool', [2, 2], [1, 1, 0, 0]]);
  const a = float32([3], [1, NaN, 2]);
  expect(toNumbers(await folded('Equal', [a, a]))).toEqual([1, 0, 1]);
  expect(toNumbers(await folded('GreaterOrEqual', [a, float32([], [2])]))).toEqual([0, 0, 1]);
  expect(toNumbers(await folded('LessOrEqual', [a, float32([], [1])]))).toEqual([1, 0, 0]);
  expect(toNumbers(await folded('Greater', [a, float32([], [1])]))).toEqual([0, 0, 1]);
});

it('chooses element by element', async () => {
  const y = await folded('Where', [
    makeTensor('bool', [2], Uint8Array.of(1, 0)),
    int64([2, 1], [1, 2]),
    int64([], [9]),
  ]);
  expect([y.shape, toNumbers(y)]).toEqual([
    [2, 2],
    [1, 9, 2, 9],
  ]);
});
