import { rangeOf } from '@openbpu/tensor';
import { paddingType, subView } from '../box';
import { lanesFor, passCycles } from '../cost/vector-cycles';
import { int, optional, region, word } from '../encoding/codec';
import type { Window } from '../layer-op';
import type { Region } from '../region';
import { bounds, dtypes, firstOf, image, windowed } from './checks';
import { defineWork, optionally } from './define-instruction';
import { cutWindow, windowFields } from './window';

/**
 * `max`: the largest element of the window, padding passed over; a window of padding alone gives the smallest integer.
 * `sum`: `clamp(rne(fround(fround(Σ)·multiplier[oy, ox])), low, high)`. x [n, h, w, c], y [n, oh, ow, c], multiplier
 * float32 [oh, ow].
 */
export interface Pool<R = Region> extends Window {
  readonly kind: 'pool';
  readonly fn: 'max' | 'sum';
  readonly x: R;
  readonly y: R;
  readonly multiplier?: R | undefined;
  readonly low: number;
  readonly high: number;
}

export const pool = defineWork<'pool'>({
  kind: 'pool',
  code: 7,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), multiplier: optionally(i.multiplier, read), y: write(i.y) }),
  fields: {
    fn: word(['max', 'sum']),
    y: region,
    x: region,
    multiplier: optional(region),
    ...windowFields,
    low: int,
    high: int,
  },
  complaint: ({ fn, x, y, multiplier, low, high, ...window }) =>
    firstOf(
      image('x', x),
      image('y', y),
      dtypes('x', x, 'int8', 'int16'),
      dtypes('y', y, 'int8', 'int16'),
      x.shape[3] !== y.shape[3] && `x has ${x.shape[3]} channels and y has ${y.shape[3]}`,
      windowed(x, y, window),
      bounds(low, high, y),
      fn === 'max' && multiplier && 'max has no multiplier',
      fn === 'max' && x.dtype !== y.dtype && 'max does not change the element type',
      fn === 'sum' && !multiplier && 'sum needs a multiplier',
      multiplier && dtypes('multiplier', multiplier, 'float32'),
      multiplier &&
        (multiplier.shape.length !== 2 || multiplier.shape[0] !== y.shape[1] || multiplier.shape[1] !== y.shape[2]) &&
        'the multiplier has one entry per output position',
    ),
  /** One pass for each tap of the window. */
  cycles: ({ x, y, kernel }, features) => passCycles(kernel[0] * kernel[1], x, y, lanesFor('window', features)),
  tiling: {
    granule: () => 1,
    cut(i, box, constants) {
      const padding = i.fn === 'max' ? rangeOf(paddingType(i.x))[0] : 0;
      return {
        ...i,
        ...cutWindow(i.x, i, box, box[3], padding, constants),
        y: subView(i.y, box),
        multiplier: optionally(i.multiplier, (view) => subView(view, [box[1], box[2]])),
      };
    },
  },
});
