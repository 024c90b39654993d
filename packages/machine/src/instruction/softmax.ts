import { subView } from '../box';
import { acrossCycles } from '../cost/vector-cycles';
import { region } from '../encoding/codec';
import type { Region } from '../region';
import { dense, dtypes, firstOf, sameShapes } from './checks';
import { defineWork } from './define-instruction';

/**
 * Along the last dimension: `e = table[max − x]`, `y = fround(fround(e) / fround(Σe))`, the sum exact. The table is
 * int32 [256] for int8, [65536] for int16, no entry negative and its first positive.
 */
export interface Softmax<R = Region> {
  readonly kind: 'softmax';
  readonly x: R;
  readonly table: R;
  readonly y: R;
}

export const softmax = defineWork<'softmax'>({
  kind: 'softmax',
  code: 15,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), table: read(i.table), y: write(i.y) }),
  fields: { y: region, x: region, table: region },
  complaint: ({ x, table, y }) =>
    firstOf(
      x.shape.length === 0 && 'x has no dimension to go along',
      dtypes('x', x, 'int8', 'int16'),
      dtypes('table', table, 'int32'),
      dtypes('y', y, 'float32'),
      dense('table', table, [x.dtype === 'int16' ? 65536 : 256]),
      sameShapes('x', x, 'y', y),
    ),
  /** Three passes: the largest, the sum, the quotient. */
  cycles: ({ x, y }, features) => acrossCycles(3, x, y, features),
  tiling: {
    granule: ({ y }) => y.shape[y.shape.length - 1],
    cut: (i, box) => ({ ...i, x: subView(i.x, box), y: subView(i.y, box) }),
  },
});
