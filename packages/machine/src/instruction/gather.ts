import { all, subView } from '../box';
import { passCycles } from '../cost/vector-cycles';
import { region } from '../encoding/codec';
import type { Region } from '../region';
import { dtypes, firstOf, sameShapes } from './checks';
import { defineWork } from './define-instruction';

/**
 * Along the last dimension: `y[…, j] = x[…, places[…, j]]`, x […, d], places int32 in 0..d−1 and y […, k]. A place
 * outside reads the nearest element there is.
 */
export interface Gather<R = Region> {
  readonly kind: 'gather';
  readonly x: R;
  readonly places: R;
  readonly y: R;
}

export const gather = defineWork<'gather'>({
  kind: 'gather',
  code: 20,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), places: read(i.places), y: write(i.y) }),
  fields: { y: region, x: region, places: region },
  complaint: ({ x, places, y }) =>
    firstOf(
      x.dtype !== y.dtype && `x is ${x.dtype} and y is ${y.dtype}`,
      dtypes('places', places, 'int32'),
      y.shape.length === 0 && 'y has no dimension to go along',
      sameShapes('places', places, 'y', y),
      x.shape.slice(0, -1).join() !== y.shape.slice(0, -1).join() || x.shape.length !== y.shape.length
        ? `x is ${x.shape.join('x')} and y is ${y.shape.join('x')}`
        : undefined,
    ),
  /** One pass, places being the wider side. */
  cycles: ({ places, y }, { vectorLanes }) => passCycles(1, places, y, vectorLanes),
  tiling: {
    granule: () => 1,
    cut: (i, box) => ({
      ...i,
      x: subView(i.x, [...box.slice(0, -1), all(i.x.shape[i.x.shape.length - 1])]),
      places: subView(i.places, box),
      y: subView(i.y, box),
    }),
  },
});
