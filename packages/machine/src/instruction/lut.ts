import { region } from '../encoding/codec';
import type { Region, View } from '../region';
import { dense, dtypes, firstOf, sameShapes } from './checks';
import { defineInstruction } from './define-instruction';

/**
 * `y = table[x mod length]`: 256 entries for int8, 65536 for int16, of the element type of y. A table [c, 256] has a
 * row for each channel of int8: `y[…, ch] = table[ch][x[…, ch] mod 256]`, channels being the last dimension of x.
 */
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
      dense('table', table, tableShape(x, table)),
      sameShapes('x', x, 'y', y),
    ),
});

function tableShape({ dtype, shape }: View, table: View): readonly number[] {
  if (dtype !== 'int8') return [65536];
  const channels = shape.at(-1);
  return table.shape.length === 2 && channels !== undefined ? [channels, 256] : [256];
}
