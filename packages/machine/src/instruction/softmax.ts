import { region } from '../encoding/codec';
import type { Region } from '../region';
import { dense, dtypes, firstOf, sameShapes } from './checks';
import { defineInstruction } from './define-instruction';

/**
 * Along the last dimension: `e = table[max − x]`, an int32 sum, `y = fround(fround(e) / fround(Σe))`. The table is
 * int32 [256], its first entry positive, and sums stay within int32.
 */
export interface Softmax<R = Region> {
  readonly kind: 'softmax';
  readonly x: R;
  readonly table: R;
  readonly y: R;
}

export const softmax = defineInstruction<Softmax>({
  kind: 'softmax',
  code: 15,
  queue: 'vector',
  reads: ['x', 'table'],
  writes: ['y'],
  fields: { y: region, x: region, table: region },
  complaint: ({ x, table, y }) =>
    firstOf(
      x.shape.length === 0 && 'x has no dimension to go along',
      dtypes('x', x, 'int8'),
      dtypes('table', table, 'int32'),
      dtypes('y', y, 'float32'),
      dense('table', table, [256]),
      sameShapes('x', x, 'y', y),
    ),
});
