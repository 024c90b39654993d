import { all, subView } from '../box';
import { type MacWork, depthwiseCycles } from '../cost/mac-array';
import { int, optional, region } from '../encoding/codec';
import type { Window } from '../layer-op';
import type { Region, View } from '../region';
import { accumulated, channelsOf } from './accumulation';
import { bounds, dense, dtypes, firstOf, image, windowed, within } from './checks';
import { defineWork, optionally } from './define-instruction';
import { cutWindow, windowFields } from './window';

/** As `conv`, each channel by itself: x [n, h, w, c], y [n, oh, ow, c], weights [kh, kw, c]. */
export interface DwConv<R = Region> extends Window {
  readonly kind: 'dwconv';
  readonly x: R;
  readonly weights: R;
  readonly bias: R;
  readonly multiplier?: R | undefined;
  readonly y: R;
  /** What padding reads as; absent: 0. */
  readonly padding?: number | undefined;
  readonly low: number;
  readonly high: number;
}

export const dwconv = defineWork<'dwconv'>({
  kind: 'dwconv',
  code: 4,
  queue: 'tensor',
  map: (i, { read, write }) => ({
    ...i,
    x: read(i.x),
    weights: read(i.weights),
    bias: read(i.bias),
    multiplier: optionally(i.multiplier, read),
    y: write(i.y),
  }),
  fields: {
    y: region,
    x: region,
    weights: region,
    bias: region,
    multiplier: optional(region),
    ...windowFields,
    padding: optional(int),
    low: int,
    high: int,
  },
  complaint(i) {
    const channels = i.y.shape[3];
    return firstOf(
      image('x', i.x),
      image('y', i.y),
      dtypes('x', i.x, 'int8', 'int16'),
      dtypes('weights', i.weights, 'int8', 'int16'),
      i.x.shape[3] !== channels && `x has ${i.x.shape[3]} channels and y has ${channels}`,
      dense('weights', i.weights, [i.kernel[0], i.kernel[1], channels]),
      accumulated(i.y, i.bias, i.multiplier, channels),
      windowed(i.x, i.y, i),
      bounds(i.low, i.high, i.y),
      within('padding', i.padding ?? 0, i.x.dtype),
    );
  },
  work,
  cycles: (i, features) => depthwiseCycles(work(i), i, features),
  tiling: {
    granule: () => 1,
    cut: (i, box, constants) => ({
      ...i,
      ...cutWindow(i.x, i, box, box[3], i.padding ?? 0, constants),
      y: subView(i.y, box),
      weights: subView(i.weights, [all(i.kernel[0]), all(i.kernel[1]), box[3]]),
      ...channelsOf(i, box),
    }),
  },
});

/** Nothing is summed over channels: every tap is a product by itself. */
function work({ y: { shape }, kernel }: DwConv<View>): MacWork {
  return {
    outputs: shape[3],
    depth: 1,
    pixels: shape[0] * shape[1] * shape[2],
    times: kernel[0] * kernel[1],
  };
}
