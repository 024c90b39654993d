import { float32, makeTensor, int8 } from '@openbpu/tensor';
import type { Body } from './body';

/** What the lower half of 0 is: `0 = 256·0 + (−128) + 128`. */
export const LOWER_ZERO = -128;

/** An int16 tensor as two of int8: `x = 256·high + low + 128`. */
export interface Halves {
  readonly high: string;
  readonly low: string;
}

/** The halves of an int16 tensor, `high = floor(x / 256)`. */
export function halves(b: Body, x: string): Halves {
  const step = b.constant(float32([], [256]));
  const whole = b.cast(x, 'float32');
  const high = b.op('Floor', [b.op('Div', [whole, step])]);
  const rest = b.op('Sub', [whole, b.op('Mul', [high, step])]);
  return {
    high: b.cast(high, 'int8'),
    low: b.cast(b.op('Sub', [rest, b.constant(float32([], [-LOWER_ZERO]))]), 'int8'),
  };
}

/**
 * A sum over an int16 tensor, exact in double, from the integer sums over its halves: `sum(half, zero)` has `zero` as
 * the zero point of the half, which padding reads as; nothing stands for a zero point of 0.
 */
export function sumOfHalves(b: Body, { high, low }: Halves, sum: (half: string, zero: string) => string): string {
  const double = (values: number) => b.constant(makeTensor('float64', [], Float64Array.of(values)));
  const upper = b.op('Mul', [b.cast(sum(high, ''), 'float64'), double(256)]);
  return b.op('Add', [upper, b.cast(sum(low, b.constant(int8([], [LOWER_ZERO]))), 'float64')]);
}
