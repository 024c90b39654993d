import type { Lut } from '@openbpu/machine';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** `lut` element by element; the table may be of any element type. */
export function lut(i: Lut, memory: Memory): () => void {
  const x = memory.integers(i.x);
  const table = memory.array(i.table.space, i.table.dtype);
  const y = memory.array(i.y.space, i.y.dtype);
  const t0 = firstOf(i.table);
  const mask = i.table.shape[0] - 1;
  const { count, steps, run } = planWalk([i.x, i.y], [firstOf(i.x), firstOf(i.y)]);
  const [dx, dy] = steps;
  return () =>
    run((at) => {
      for (let k = 0, p = at[0], q = at[1]; k < count; k++, p += dx, q += dy) y[q] = table[t0 + (x[p] & mask)];
    });
}
