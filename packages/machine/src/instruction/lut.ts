import { region } from '../encoding/codec';
import type { Region } from '../region';
import { dense, dtypes, firstOf, sameShapes } from './checks';
import { defineInstruction } from './define-instruction';

/** `y = table[x mod length]`: 256 entries for int8, 65536 for int16, of the element type of y. */
export interface Lut<R = Region> {
  readonly kind: 'lut';
  readonly x: R;
  readonly table: R;
  readonly y: R;
}

export const lut = defineInstruction<Lut>({
  kind: 'lut',
  code: 8,
  queue: 'vector',
  reads: ['x', 'table'],
  writes: ['y'],
  fields: { y: region, x: region, table: region },
  complaint: ({ x, table, y }) =>
    firstOf(
      dtypes('x', x, 'int8', 'int16'),
      dtypes('table', table, y.dtype),
      dense('table', table, [x.dtype === 'int8' ? 256 : 65536]),
      sameShapes('x', x, 'y', y),
    ),
});
