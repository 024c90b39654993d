import type { Quantize } from '@openbpu/machine';
import { quantize as quantizeOne, rangeOf } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** `quantize` element by element. */
export function quantize(i: Quantize, memory: Memory): () => void {
  const [x, y] = [memory.array(i.x.space, 'float32'), memory.integers(i.y)];
  const [low, high] = rangeOf(i.y.dtype === 'int16' ? 'int16' : 'int8');
  const { count, steps, run } = planWalk([i.x, i.y], [firstOf(i.x), firstOf(i.y)]);
  const [dx, dy] = steps;
  return () =>
    run((at) => {
      for (let k = 0, p = at[0], q = at[1]; k < count; k++, p += dx, q += dy)
        y[q] = quantizeOne(x[p], i.scale, low, high);
    });
}
