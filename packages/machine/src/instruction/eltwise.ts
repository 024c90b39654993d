import { ELTWISE_FUNCTIONS, type EltwiseFunction } from '../layer-op';
import { lanesFor, passCycles, wider } from '../cost/vector-cycles';
import { int, real, region, word } from '../encoding/codec';
import type { Region } from '../region';
import { bounds, dtypes, firstOf, sameShapes, single } from './checks';
import { defineWork } from './define-instruction';

/**
 * `add`, `sub`, `max`, `min`: `clamp(rne(fround(f(fround(a·ma), fround(b·mb)))), low, high)`; `mul`, `div`:
 * `clamp(rne(fround(fround(f(a, b))·ma)), low, high)`, 0 by 0 being 0, and `mb` 1; `equal`, `greater`,
 * `greater_or_equal`: 1 or 0, as `fround(a·ma)` compares with `fround(b·mb)`. Operands have one shape; a repeated
 * dimension has stride 0.
 */
export interface Eltwise<R = Region> {
  readonly kind: 'eltwise';
  readonly fn: EltwiseFunction;
  readonly a: R;
  readonly b: R;
  readonly y: R;
  readonly ma: number;
  readonly mb: number;
  readonly low: number;
  readonly high: number;
}

/** Passes of a division: its digits come a few at a time. */
const DIV_PASSES = 4;

export const eltwise = defineWork<'eltwise'>({
  kind: 'eltwise',
  code: 6,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, a: read(i.a), b: read(i.b), y: write(i.y) }),
  fields: { fn: word(ELTWISE_FUNCTIONS), y: region, a: region, b: region, ma: real, mb: real, low: int, high: int },
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
  cycles: ({ fn, a, b, y }, features) =>
    passCycles(fn === 'div' ? DIV_PASSES : 1, wider(a, b), y, lanesFor('arithmetic', features)),
  tiling: 'elementwise',
});
