import { passCycles, wider } from '../cost/vector-cycles';
import { int, real, region, word } from '../encoding/codec';
import type { Region } from '../region';
import { bounds, dtypes, firstOf, sameShapes, single } from './checks';
import { defineWork } from './define-instruction';

/**
 * `add`, `sub`: `clamp(rne(fround(fround(a·ma) ± fround(b·mb))), low, high)`; `mul`: `clamp(rne(fround(f32(a·b)·ma)),
 * low, high)` with the product in int32 and `mb` 1. Operands have one shape; a repeated dimension has stride 0.
 */
export interface Eltwise<R = Region> {
  readonly kind: 'eltwise';
  readonly fn: 'add' | 'sub' | 'mul';
  readonly a: R;
  readonly b: R;
  readonly y: R;
  readonly ma: number;
  readonly mb: number;
  readonly low: number;
  readonly high: number;
}

export const eltwise = defineWork<'eltwise'>({
  kind: 'eltwise',
  code: 6,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, a: read(i.a), b: read(i.b), y: write(i.y) }),
  fields: { fn: word(['add', 'sub', 'mul']), y: region, a: region, b: region, ma: real, mb: real, low: int, high: int },
  complaint: ({ a, b, y, ma, mb, low, high }) =>
    firstOf(
      dtypes('a', a, 'int8', 'int16'),
      dtypes('b', b, 'int8', 'int16'),
      dtypes('y', y, 'int8', 'int16'),
      sameShapes('a', a, 'y', y),
      sameShapes('b', b, 'y', y),
      single('ma', ma),
      single('mb', mb),
      bounds(low, high, y),
    ),
  cycles: ({ a, b, y }, { vectorLanes }) => passCycles(1, wider(a, b), y, vectorLanes),
  tiling: 'elementwise',
});
