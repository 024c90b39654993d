import { passCycles } from '../cost/vector-cycles';
import { int, real, region } from '../encoding/codec';
import type { Region } from '../region';
import { bounds, dtypes, firstOf, sameShapes, single } from './checks';
import { defineWork } from './define-instruction';

/** `y = clamp(rne(fround(fround(x)·multiplier)), low, high)`. */
export interface Requant<R = Region> {
  readonly kind: 'requant';
  readonly x: R;
  readonly y: R;
  readonly multiplier: number;
  readonly low: number;
  readonly high: number;
}

export const requant = defineWork<'requant'>({
  kind: 'requant',
  code: 10,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), y: write(i.y) }),
  fields: { y: region, x: region, multiplier: real, low: int, high: int },
  complaint: ({ x, y, multiplier, low, high }) =>
    firstOf(
      dtypes('x', x, 'int8', 'int16', 'int32'),
      dtypes('y', y, 'int8', 'int16'),
      sameShapes('x', x, 'y', y),
      single('multiplier', multiplier),
      bounds(low, high, y),
    ),
  cycles: ({ x, y }, { vectorLanes }) => passCycles(1, x, y, vectorLanes),
  tiling: 'elementwise',
});
