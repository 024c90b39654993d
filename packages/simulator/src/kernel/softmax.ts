import type { Softmax } from '@openbpu/machine';
import { rangeOf } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** `softmax` row by row, a row being the elements along the last dimension. */
export function softmax(i: Softmax, memory: Memory): () => void {
  const [x, e, y] = [memory.integers(i.x), memory.array(i.table.space, 'int32'), memory.array(i.y.space, 'float32')];
  const [lowest] = rangeOf(i.x.dtype === 'int16' ? 'int16' : 'int8');
  const last = i.x.shape.length - 1;
  const [length, dx, dy, table] = [i.x.shape[last], i.x.strides[last], i.y.strides[last], firstOf(i.table)];
  const outer = [i.x, i.y].map((region) => ({
    ...region,
    shape: region.shape.slice(0, last),
    strides: region.strides.slice(0, last),
  }));
  const { count, steps, run } = planWalk(outer, [firstOf(i.x), firstOf(i.y)]);
  return () =>
    run((at) => {
      for (let row = 0, p = at[0], q = at[1]; row < count; row++, p += steps[0], q += steps[1]) {
        let max = lowest;
        for (let k = 0; k < length; k++) max = Math.max(max, x[p + k * dx]);
        let sum = 0;
        for (let k = 0; k < length; k++) sum += e[table + max - x[p + k * dx]];
        const divisor = Math.fround(sum);
        for (let k = 0; k < length; k++) y[q + k * dy] = Math.fround(e[table + max - x[p + k * dx]]) / divisor;
      }
    });
}
