import type { Prelu } from '@openbpu/machine';
import { rangeOf, requantize } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** `prelu` element by element, clamped to the type of y. */
export function prelu(i: Prelu, memory: Memory): () => void {
  const [x, y] = [memory.integers(i.x), memory.integers(i.y)];
  const negative = memory.array(i.negative.space, 'float32');
  const [low, high] = rangeOf(i.y.dtype === 'int16' ? 'int16' : 'int8');
  const { count, steps, run } = planWalk([i.x, i.negative, i.y], [firstOf(i.x), firstOf(i.negative), firstOf(i.y)]);
  const [dx, dn, dy] = steps;
  return () =>
    run((at) => {
      for (let k = 0, p = at[0], m = at[1], q = at[2]; k < count; k++, p += dx, m += dn, q += dy) {
        y[q] = requantize(x[p], x[p] >= 0 ? i.multiplier : negative[m], low, high);
      }
    });
}
