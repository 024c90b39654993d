import type { Fill } from '@openbpu/machine';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** `fill` element by element. */
export function fill(i: Fill, memory: Memory): () => void {
  const y = memory.integers(i.y);
  const { count, steps, run } = planWalk([i.y], [firstOf(i.y)]);
  return () =>
    run((at) => {
      for (let k = 0, q = at[0]; k < count; k++, q += steps[0]) y[q] = i.value;
    });
}
