import { clamp } from '@openbpu/tensor';
import { type ConstantSource, type LocatedView, type Range, all, subView } from '../box';
import { lanesFor, passCycles } from '../cost/vector-cycles';
import { real, region, word } from '../encoding/codec';
import type { Region } from '../region';
import { dense, dtypes, firstOf, image, single } from './checks';
import { defineWork } from './define-instruction';

/**
 * Resizes H and W by tables. `nearest`: rows int32 [oh] and columns [ow] hold input indices. `linear`: [oh, 3] and
 * [ow, 3] hold (first, second, weight of the second out of 2048), `y = clamp(rne(fround(fround(Σ)·multiplier)))` with Σ
 * the exact weighted sum. x [n, h, w, c], y [n, oh, ow, c]; an index outside x reads the nearest element of x.
 */
export interface Resize<R = Region> {
  readonly kind: 'resize';
  readonly fn: 'nearest' | 'linear';
  readonly x: R;
  readonly y: R;
  readonly rows: R;
  readonly columns: R;
  readonly multiplier: number;
}

export const resize = defineWork<'resize'>({
  kind: 'resize',
  code: 11,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), rows: read(i.rows), columns: read(i.columns), y: write(i.y) }),
  fields: { fn: word(['nearest', 'linear']), y: region, x: region, rows: region, columns: region, multiplier: real },
  complaint({ fn, x, y, rows, columns, multiplier }) {
    const entry = fn === 'linear' ? [3] : [];
    return firstOf(
      image('x', x),
      image('y', y),
      single('multiplier', multiplier),
      dtypes('x', x, 'int8', 'int16'),
      dtypes('y', y, 'int8', 'int16'),
      fn === 'nearest' && x.dtype !== y.dtype && 'nearest does not change the element type',
      dtypes('rows', rows, 'int32'),
      dtypes('columns', columns, 'int32'),
      dense('rows', rows, [y.shape[1], ...entry]),
      dense('columns', columns, [y.shape[2], ...entry]),
      (x.shape[0] !== y.shape[0] || x.shape[3] !== y.shape[3]) && 'batch and channels of x and y differ',
    );
  },
  /** Four passes for four neighbours; the pace of a march is that of whole elements, whatever is made of them. */
  cycles: ({ fn, x, y }, features) =>
    passCycles(fn === 'linear' && !features.pace ? 4 : 1, x, y, lanesFor('resize', features)),
  tiling: {
    granule: () => 1,
    /** Only the rows and columns its tables name, the tables counting from the first of them. */
    cut(i, box, constants) {
      const rows = cutTable(i.rows, box[1], i.x.shape[1], constants);
      const columns = cutTable(i.columns, box[2], i.x.shape[2], constants);
      return {
        ...i,
        x: subView(i.x, [box[0], rows.range, columns.range, box[3]]),
        y: subView(i.y, box),
        rows: rows.table,
        columns: columns.table,
      };
    },
  },
});

function cutTable<V extends LocatedView>(
  table: V,
  { from, to }: Range,
  size: number,
  constants: ConstantSource<V>,
): { readonly table: V; readonly range: Range } {
  const part = table.shape.length === 2 ? 3 : 1;
  if (to - from === table.shape[0]) return { table, range: all(size) };
  const entries = constants.elements(table).slice(from * part, to * part);
  const isIndex = (at: number) => at % part < 2;
  const indices = entries.map((entry, at) => (isIndex(at) ? clamp(entry, 0, size - 1) : entry));
  const named = [...indices].filter((_, at) => isIndex(at));
  const first = Math.min(...named);
  const shifted = Int32Array.from(indices, (entry, at) => (isIndex(at) ? entry - first : entry));
  return {
    table: constants.add('int32', [to - from, ...table.shape.slice(1)], shifted),
    range: { from: first, to: Math.max(...named) + 1 },
  };
}
