import type { Eltwise } from '@openbpu/machine';
import { clamp, requantize, rne } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** `eltwise` element by element. */
export function eltwise(i: Eltwise, memory: Memory): () => void {
  const [a, b, y] = [memory.integers(i.a), memory.integers(i.b), memory.integers(i.y)];
  const { count, steps, run } = planWalk([i.a, i.b, i.y], [firstOf(i.a), firstOf(i.b), firstOf(i.y)]);
  const [da, db, dy] = steps;
  const { ma, mb, low, high } = i;
  const sign = i.fn === 'sub' ? -1 : 1;
  if (i.fn === 'mul') {
    return () =>
      run((at) => {
        for (let k = 0, p = at[0], q = at[1], r = at[2]; k < count; k++, p += da, q += db, r += dy)
          y[r] = requantize(a[p] * b[q], ma, low, high);
      });
  }
  return () =>
    run((at) => {
      for (let k = 0, p = at[0], q = at[1], r = at[2]; k < count; k++, p += da, q += db, r += dy) {
        y[r] = clamp(rne(Math.fround(Math.fround(a[p] * ma) + sign * Math.fround(b[q] * mb))), low, high);
      }
    });
}
