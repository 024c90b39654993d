import type { Requant } from '@openbpu/machine';
import { requantize } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** `requant` element by element. */
export function requant(i: Requant, memory: Memory): () => void {
  const [x, y] = [memory.integers(i.x), memory.integers(i.y)];
  const { count, steps, run } = planWalk([i.x, i.y], [firstOf(i.x), firstOf(i.y)]);
  const [dx, dy] = steps;
  return () =>
    run((at) => {
      for (let k = 0, p = at[0], q = at[1]; k < count; k++, p += dx, q += dy)
        y[q] = requantize(x[p], i.multiplier, i.low, i.high);
    });
}
