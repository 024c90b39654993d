import { int, optional, region } from '../encoding/codec';
import type { Window } from '../layer-op';
import type { Region } from '../region';
import { accumulated, bounds, dense, dtypes, firstOf, image, windowed, within } from './checks';
import { defineInstruction } from './define-instruction';
import { windowFields } from './window';

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

export const dwconv = defineInstruction<DwConv>({
  kind: 'dwconv',
  code: 4,
  queue: 'tensor',
  reads: ['x', 'weights', 'bias', 'multiplier'],
  writes: ['y'],
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
      bounds(i.low, i.high),
      within('padding', i.padding ?? 0, i.x.dtype),
    );
  },
});
