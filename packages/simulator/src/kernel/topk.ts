import type { TopK } from '@openbpu/machine';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';
import { lines } from './lines';

/** `topk` line by line: what comes next is looked for as often as there is something to give. */
export function topk(i: TopK, memory: Memory): () => void {
  const [x, y] = [memory.integers(i.x), memory.integers(i.y)];
  const last = i.x.shape.length - 1;
  const [length, k, dx, dy] = [i.x.shape[last], i.y.shape[last], i.x.strides[last], i.y.strides[last]];
  const { count, steps, run } = planWalk(lines([i.x, i.y]), [firstOf(i.x), firstOf(i.y)]);
  const sign = i.order === 'largest' ? 1 : -1;
  const rank = new Float64Array(length);
  return () =>
    run(([first, into]) => {
      for (let row = 0, p = first, q = into; row < count; row++, p += steps[0], q += steps[1]) {
        for (let j = 0; j < length; j++) rank[j] = sign * x[p + j * dx];
        for (let n = 0; n < k; n++) {
          let best = -1;
          for (let j = 0; j < length; j++)
            if (best < 0 || rank[j] > rank[best] || (rank[j] === rank[best] && i.ties === 'last')) best = j;
          y[q + n * dy] = i.fn === 'places' ? best : x[p + best * dx];
          rank[best] = -Infinity;
        }
      }
    });
}
