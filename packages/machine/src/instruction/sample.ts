import { all, subView } from '../box';
import { passCycles } from '../cost/vector-cycles';
import { real, region } from '../encoding/codec';
import type { Region, View } from '../region';
import { dense, dtypes, firstOf, image, single } from './checks';
import { defineWork } from './define-instruction';

/**
 * Mixes the elements around computed places. x [n, h, w, c], grid [n, oh, ow, 2] of int8 or int16 as it lies,
 * (across, down), y [n, oh, ow, c]. rows and columns are int32 [256] or [65536] by the type of the grid: the place of q
 * is `table[q mod length]` in 2048ths. `y = clamp(rne(fround(fround(Σ)·multiplier)))` with Σ the exact sum of four
 * elements and their weights out of 2048 on each axis; outside of x is 0.
 */
export interface Sample<R = Region> {
  readonly kind: 'sample';
  readonly x: R;
  readonly grid: R;
  readonly rows: R;
  readonly columns: R;
  readonly y: R;
  readonly multiplier: number;
}

export const sample = defineWork<'sample'>({
  kind: 'sample',
  code: 21,
  queue: 'vector',
  map: (i, { read, write }) => ({
    ...i,
    x: read(i.x),
    grid: read(i.grid),
    rows: read(i.rows),
    columns: read(i.columns),
    y: write(i.y),
  }),
  fields: { y: region, x: region, grid: region, rows: region, columns: region, multiplier: real },
  complaint({ x, grid, rows, columns, y, multiplier }) {
    const entries = grid.dtype === 'int8' ? 256 : 65536;
    return firstOf(
      image('x', x),
      image('y', y),
      single('multiplier', multiplier),
      dtypes('x', x, 'int8', 'int16'),
      dtypes('grid', grid, 'int8', 'int16'),
      dtypes('y', y, 'int8', 'int16'),
      dtypes('rows', rows, 'int32'),
      dtypes('columns', columns, 'int32'),
      dense('rows', rows, [entries]),
      dense('columns', columns, [entries]),
      pairs(grid, y),
      (x.shape[0] !== y.shape[0] || x.shape[3] !== y.shape[3]) && 'batch and channels of x and y differ',
    );
  },
  /** Four passes for four neighbours, and one that looks places up. */
  cycles: ({ x, grid, rows, y }, { vectorLanes }) =>
    passCycles(4, x, y, vectorLanes) + passCycles(1, rows, grid, vectorLanes),
  tiling: {
    granule: () => 1,
    /** Any element of x may be asked for. */
    cut: (i, [n, h, w, c]) => ({
      ...i,
      x: subView(i.x, [n, all(i.x.shape[1]), all(i.x.shape[2]), c]),
      grid: subView(i.grid, [n, h, w, all(2)]),
      y: subView(i.y, [n, h, w, c]),
    }),
  },
});

function pairs({ shape }: View, y: View): string | undefined {
  const wanted = [...y.shape.slice(0, 3), 2].join('x');
  return shape.join('x') === wanted ? undefined : `grid is ${shape.join('x')} and should be ${wanted}`;
}
