import type { Eltwise } from '@openbpu/machine';
import { clamp, rne } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** What becomes of two integers, before it is rounded to an integer and clamped. */
type Pair = (a: number, b: number, ma: number, mb: number) => number;

const { fround } = Math;

const PAIRS: Readonly<Record<Eltwise['fn'], Pair>> = {
  add: (a, b, ma, mb) => fround(fround(a * ma) + fround(b * mb)),
  sub: (a, b, ma, mb) => fround(fround(a * ma) - fround(b * mb)),
  mul: (a, b, ma) => fround(fround(a * b) * ma),
  div(a, b, ma) {
    const y = fround(fround(a / b) * ma);
    return y === y ? y : 0;
  },
  max: (a, b, ma, mb) => Math.max(fround(a * ma), fround(b * mb)),
  min: (a, b, ma, mb) => Math.min(fround(a * ma), fround(b * mb)),
  equal: (a, b, ma, mb) => (fround(a * ma) === fround(b * mb) ? 1 : 0),
  greater: (a, b, ma, mb) => (fround(a * ma) > fround(b * mb) ? 1 : 0),
  greater_or_equal: (a, b, ma, mb) => (fround(a * ma) >= fround(b * mb) ? 1 : 0),
};

/** `eltwise` element by element. */
export function eltwise(i: Eltwise, memory: Memory): () => void {
  const [a, b, y] = [memory.integers(i.a), memory.integers(i.b), memory.integers(i.y)];
  const { count, steps, run } = planWalk([i.a, i.b, i.y], [firstOf(i.a), firstOf(i.b), firstOf(i.y)]);
  const [da, db, dy] = steps;
  const { ma, mb, low, high } = i;
  const pair = PAIRS[i.fn];
  return () =>
    run((at) => {
      for (let k = 0, p = at[0], q = at[1], r = at[2]; k < count; k++, p += da, q += db, r += dy)
        y[r] = clamp(rne(pair(a[p], b[q], ma, mb)), low, high);
    });
}
