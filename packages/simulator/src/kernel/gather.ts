import type { Gather } from '@openbpu/machine';
import { clamp } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';
import { lines } from './lines';

/** `gather` line by line. */
export function gather(i: Gather, memory: Memory): () => void {
  const [x, y] = [memory.array(i.x.space, i.x.dtype), memory.array(i.y.space, i.y.dtype)];
  const places = memory.array(i.places.space, 'int32');
  const last = i.y.shape.length - 1;
  const [length, k] = [i.x.shape[last], i.y.shape[last]];
  const [dx, dp, dy] = [i.x, i.places, i.y].map(({ strides }) => strides[last]);
  const firsts = [firstOf(i.x), firstOf(i.places), firstOf(i.y)];
  const { count, steps, run } = planWalk(lines([i.x, i.places, i.y]), firsts);
  return () =>
    run((at) => {
      for (let row = 0, [p, q, r] = at; row < count; row++, p += steps[0], q += steps[1], r += steps[2])
        for (let j = 0; j < k; j++) y[r + j * dy] = x[p + clamp(places[q + j * dp], 0, length - 1) * dx];
    });
}
