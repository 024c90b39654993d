import { all, subView } from '../box';
import { acrossCycles } from '../cost/vector-cycles';
import { region, word } from '../encoding/codec';
import type { Region } from '../region';
import { dtypes, firstOf } from './checks';
import { defineWork } from './define-instruction';

/**
 * Along the last dimension: of x […, d] the first k elements in order, y […, k], or the places they have there, int32;
 * of equal elements the first or the last comes first.
 */
export interface TopK<R = Region> {
  readonly kind: 'topk';
  readonly fn: 'values' | 'places';
  readonly order: 'largest' | 'smallest';
  readonly ties: 'first' | 'last';
  readonly x: R;
  readonly y: R;
}

export const topk = defineWork<'topk'>({
  kind: 'topk',
  code: 19,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), y: write(i.y) }),
  fields: {
    fn: word(['values', 'places']),
    order: word(['largest', 'smallest']),
    ties: word(['first', 'last']),
    y: region,
    x: region,
  },
  complaint({ fn, x, y }) {
    const [d, k] = [x.shape.at(-1), y.shape.at(-1)];
    return firstOf(
      dtypes('x', x, 'int8', 'int16'),
      dtypes('y', y, fn === 'values' ? x.dtype : 'int32'),
      (d === undefined || k === undefined) && 'x and y have a dimension to go along',
      x.shape.slice(0, -1).join() !== y.shape.slice(0, -1).join() &&
        `x is ${x.shape.join('x')} and y is ${y.shape.join('x')}`,
      d !== undefined && k !== undefined && k > d && `there are no ${k} elements in ${d}`,
    );
  },
  /** A pass over x for each element, or as many as sorting takes. */
  cycles({ x, y }, features) {
    const [d, k] = [x.shape[x.shape.length - 1], y.shape[y.shape.length - 1]];
    return acrossCycles(Math.min(k, 2 * Math.ceil(Math.log2(d + 1))), x, x, features);
  },
  tiling: {
    granule: ({ y }) => y.shape[y.shape.length - 1],
    cut: (i, box) => ({
      ...i,
      x: subView(i.x, [...box.slice(0, -1), all(i.x.shape[i.x.shape.length - 1])]),
      y: subView(i.y, box),
    }),
  },
});
