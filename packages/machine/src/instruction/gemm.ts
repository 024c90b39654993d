import { all, subView } from '../box';
import { type MacWork, arrayCycles } from '../cost/mac-array';
import { int, optional, region } from '../encoding/codec';
import type { Region, View } from '../region';
import { accumulated, channelsOf } from './accumulation';
import { bounds, dense, dtypes, firstOf } from './checks';
import { defineWork, optionally } from './define-instruction';

/** As `conv` with a window of one pixel: x [m, k], weights [n, k], y [m, n]; the rows of x and y may lie apart. */
export interface Gemm<R = Region> {
  readonly kind: 'gemm';
  readonly x: R;
  readonly weights: R;
  readonly bias: R;
  readonly multiplier?: R | undefined;
  readonly y: R;
  readonly low: number;
  readonly high: number;
}

export const gemm = defineWork<'gemm'>({
  kind: 'gemm',
  code: 5,
  queue: 'tensor',
  map: (i, { read, write }) => ({
    ...i,
    x: read(i.x),
    weights: read(i.weights),
    bias: read(i.bias),
    multiplier: optionally(i.multiplier, read),
    y: write(i.y),
  }),
  fields: { y: region, x: region, weights: region, bias: region, multiplier: optional(region), low: int, high: int },
  complaint({ x, y, weights, bias, multiplier, low, high }) {
    const rows = (name: string, view: Region) =>
      view.shape.length !== 2 || (view.shape[1] > 1 && view.strides[1] !== 1)
        ? `${name} is no matrix whose rows are dense`
        : undefined;
    return firstOf(
      rows('x', x),
      rows('y', y),
      dtypes('x', x, 'int8', 'int16'),
      dtypes('weights', weights, 'int8', 'int16'),
      x.shape[0] !== y.shape[0] && `x has ${x.shape[0]} rows and y has ${y.shape[0]}`,
      dense('weights', weights, [y.shape[1], x.shape[1]]),
      accumulated(y, bias, multiplier, y.shape[1]),
      bounds(low, high, y),
    );
  },
  work,
  cycles: (i, features) => arrayCycles(work(i), i, features, 'pixel'),
  tiling: {
    granule: () => 1,
    cut: (i, box) => ({
      ...i,
      x: subView(i.x, [box[0], all(i.x.shape[1])]),
      y: subView(i.y, box),
      weights: subView(i.weights, [box[1], all(i.x.shape[1])]),
      ...channelsOf(i, box),
    }),
  },
});

function work({ x, y }: Gemm<View>): MacWork {
  return { outputs: y.shape[1], depth: x.shape[1], pixels: y.shape[0], times: 1 };
}
