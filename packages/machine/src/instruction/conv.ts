import { int, optional, region, uint } from '../encoding/codec';
import type { Window } from '../layer-op';
import type { Region } from '../region';
import { accumulated, bounds, dense, dtypes, firstOf, image, windowed, within } from './checks';
import { defineInstruction } from './define-instruction';
import { windowFields } from './window';

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

export const conv = defineInstruction<Conv>({
  kind: 'conv',
  code: 3,
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
      bounds(i.low, i.high),
      within('padding', i.padding ?? 0, i.x.dtype),
    );
  },
});
