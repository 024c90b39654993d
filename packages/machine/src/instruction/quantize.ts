import { passCycles } from '../cost/vector-cycles';
import { real, region } from '../encoding/codec';
import type { Region } from '../region';
import { dtypes, firstOf, sameShapes, single } from './checks';
import { defineWork } from './define-instruction';

/** `y = clamp(rne(fround(x / scale)))`, clamped to int8 or int16, the type of y; NaN gives 0. x is float32. */
export interface Quantize<R = Region> {
  readonly kind: 'quantize';
  readonly x: R;
  readonly y: R;
  readonly scale: number;
}

export const quantize = defineWork<'quantize'>({
  kind: 'quantize',
  code: 16,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), y: write(i.y) }),
  fields: { y: region, x: region, scale: real },
  complaint: ({ x, y, scale }) =>
    firstOf(
      dtypes('x', x, 'float32'),
      dtypes('y', y, 'int8', 'int16'),
      sameShapes('x', x, 'y', y),
      single('scale', scale),
      !(scale > 0) && `scale ${scale} is not positive`,
    ),
  cycles: ({ x, y }, { vectorLanes }) => passCycles(1, x, y, vectorLanes),
  tiling: 'elementwise',
});
