import type { Lut, Region } from '@openbpu/machine';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** `lut` element by element; the table may be of any element type, and have a row for each channel. */
export function lut(i: Lut, memory: Memory): () => void {
  const x = memory.integers(i.x);
  const table = memory.array(i.table.space, i.table.dtype);
  const y = memory.array(i.y.space, i.y.dtype);
  const mask = i.table.shape[i.table.shape.length - 1] - 1;
  const { count, steps, run } = planWalk([i.x, rowsOf(i), i.y], [firstOf(i.x), firstOf(i.table), firstOf(i.y)]);
  const [dx, dt, dy] = steps;
  return () =>
    run((at) => {
      for (let k = 0, p = at[0], t = at[1], q = at[2]; k < count; k++, p += dx, t += dt, q += dy)
        y[q] = table[t + (x[p] & mask)];
    });
}

/** For every element of x, where its row of the table begins. */
function rowsOf({ x, table }: Lut): Region {
  const perChannel = table.shape.length === 2 ? table.strides[0] : 0;
  return { ...table, shape: x.shape, strides: x.shape.map((_, d) => (d === x.shape.length - 1 ? perChannel : 0)) };
}
