import { all, subView } from '../box';
import { passCycles } from '../cost/vector-cycles';
import { region } from '../encoding/codec';
import type { Region, View } from '../region';
import { dense, dtypes, firstOf, sameShapes } from './checks';
import { defineWork } from './define-instruction';

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

export const lut = defineWork<'lut'>({
  kind: 'lut',
  code: 8,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), table: read(i.table), y: write(i.y) }),
  fields: { y: region, x: region, table: region },
  complaint: ({ x, table, y }) =>
    firstOf(
      dtypes('x', x, 'int8', 'int16'),
      dtypes('table', table, y.dtype),
      dense('table', table, tableShape(x, table)),
      sameShapes('x', x, 'y', y),
    ),
  cycles: ({ x, y }, { vectorLanes }) => passCycles(1, x, y, vectorLanes),
  tiling: {
    granule: ({ table }) => (table.shape.length === 2 ? 1 : undefined),
    cut: (i, box) => ({
      ...i,
      x: subView(i.x, box),
      y: subView(i.y, box),
      table: i.table.shape.length === 2 ? subView(i.table, [box[box.length - 1], all(256)]) : i.table,
    }),
  },
});

function tableShape({ dtype, shape }: View, table: View): readonly number[] {
  if (dtype !== 'int8') return [65536];
  const channels = shape.at(-1);
  return table.shape.length === 2 && channels !== undefined ? [channels, 256] : [256];
}
