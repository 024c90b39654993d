import { passCycles } from '../cost/vector-cycles';
import { real, region } from '../encoding/codec';
import type { Region } from '../region';
import { dtypes, firstOf, sameShapes, single } from './checks';
import { defineWork } from './define-instruction';

/**
 * `y = clamp(rne(fround(x·m)))`, m the multiplier for x ≥ 0 and the element of `negative` (float32, shaped as y) below.
 */
export interface Prelu<R = Region> {
  readonly kind: 'prelu';
  readonly x: R;
  readonly negative: R;
  readonly y: R;
  readonly multiplier: number;
}

export const prelu = defineWork<'prelu'>({
  kind: 'prelu',
  code: 9,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), negative: read(i.negative), y: write(i.y) }),
  fields: { y: region, x: region, negative: region, multiplier: real },
  complaint: ({ x, negative, y, multiplier }) =>
    firstOf(
      dtypes('x', x, 'int8', 'int16'),
      dtypes('y', y, 'int8', 'int16'),
      dtypes('negative', negative, 'float32'),
      sameShapes('x', x, 'y', y),
      sameShapes('negative', negative, 'y', y),
      single('multiplier', multiplier),
    ),
  cycles: ({ x, y }, { vectorLanes }) => passCycles(1, x, y, vectorLanes),
  tiling: 'elementwise',
});
