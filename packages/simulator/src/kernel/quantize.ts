import type { Quantize } from '@openbpu/machine';
import { quantize as quantizeOne } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** `quantize` element by element. */
export function quantize(i: Quantize, memory: Memory): () => void {
  const [x, y] = [memory.array(i.x.space, 'float32'), memory.array(i.y.space, 'int8')];
  const { count, steps, run } = planWalk([i.x, i.y], [firstOf(i.x), firstOf(i.y)]);
  const [dx, dy] = steps;
  return () =>
    run((at) => {
      for (let k = 0, p = at[0], q = at[1]; k < count; k++, p += dx, q += dy)
        y[q] = quantizeOne(x[p], i.scale, -128, 127);
    });
}
