import type { Copy, Fill } from '@openbpu/machine';
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

/** `load`, `store` and `move` element by element, in row-major order. */
export function copy(i: Copy<string>, memory: Memory): () => void {
  const x = memory.array(i.x.space, i.x.dtype);
  const y = memory.array(i.y.space, i.y.dtype);
  const { count, steps, run } = planWalk([i.x, i.y], [firstOf(i.x), firstOf(i.y)]);
  const [dx, dy] = steps;
  return () =>
    run((at) => {
      for (let k = 0, p = at[0], q = at[1]; k < count; k++, p += dx, q += dy) y[q] = x[p];
    });
}
