import { all, subView } from '../box';
import { type MacWork, arrayCycles } from '../cost/mac-array';
import { int, optional, region, uint } from '../encoding/codec';
import type { Window } from '../layer-op';
import type { Region, View } from '../region';
import { accumulated, channelsOf } from './accumulation';
import { bounds, dense, dtypes, firstOf, image, windowed, within } from './checks';
import { defineWork, optionally } from './define-instruction';
import { cutWindow, windowFields } from './window';

/**
 * `y = clamp(rne(fround(fround(Σ x·w + bias)·multiplier[c])), low, high)`; without multiplier the int32 accumulators.
 * x [n, h, w, cin], y [n, oh, ow, cout], weights [cout, kh, kw, cin/group]; padding reads as `padding`.
 */
export interface Conv<R = Region> extends Window {
  readonly kind: 'conv';
  readonly x: R;
  readonly weights: R;
  readonly bias: R;
  readonly multiplier?: R | undefined;
  readonly y: R;
  readonly group: number;
  /** What padding reads as; absent: 0. */
  readonly padding?: number | undefined;
  readonly low: number;
  readonly high: number;
}

export const conv = defineWork<'conv'>({
  kind: 'conv',
  code: 3,
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
    group: uint,
    padding: optional(int),
    low: int,
    high: int,
  },
  complaint(i) {
    const [, , , cin] = i.x.shape;
    const cout = i.y.shape[3];
    return firstOf(
      image('x', i.x),
      image('y', i.y),
      dtypes('x', i.x, 'int8', 'int16'),
      dtypes('weights', i.weights, 'int8', 'int16'),
      (i.group < 1 || cin % i.group !== 0 || cout % i.group !== 0) &&
        `group ${i.group} does not divide ${cin} and ${cout} channels`,
      dense('weights', i.weights, [cout, i.kernel[0], i.kernel[1], cin / i.group]),
      accumulated(i.y, i.bias, i.multiplier, cout),
      windowed(i.x, i.y, i),
      bounds(i.low, i.high, i.y),
      within('padding', i.padding ?? 0, i.x.dtype),
    );
  },
  work,
  cycles: (i, features) => arrayCycles(work(i), i, features, 'window'),
  tiling: {
    /** Whole groups, or any channels where there is one. */
    granule: ({ y, group }) => (group === 1 ? 1 : y.shape[3] / group),
    cut(i, box, constants) {
      const channels = box[3];
      const perGroup = i.y.shape[3] / i.group;
      const depth = i.weights.shape[3];
      const group = i.group === 1 ? 1 : (channels.to - channels.from) / perGroup;
      const read =
        i.group === 1 ? all(depth) : { from: (channels.from / perGroup) * depth, to: (channels.to / perGroup) * depth };
      return {
        ...i,
        ...cutWindow(i.x, i, box, read, i.padding ?? 0, constants),
        y: subView(i.y, box),
        weights: subView(i.weights, [channels, ...i.weights.shape.slice(1).map(all)]),
        ...channelsOf(i, box),
        group,
      };
    },
  },
});

/** Window and input channels fill the depth of the array together. */
function work({ y, weights, kernel, group }: Conv<View>): MacWork {
  return {
    outputs: y.shape[3] / group,
    depth: kernel[0] * kernel[1] * weights.shape[3],
    pixels: y.shape[0] * y.shape[1] * y.shape[2],
    times: group,
  };
}
