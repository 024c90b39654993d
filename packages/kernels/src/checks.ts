import { rangeOf } from '@openbpu/tensor';
import type { Narrow } from './element-type';

/** Throws a RangeError unless both are the same: a caller's mistake, not the user's. */
export function expectEqual(what: string, got: number, want: number): void {
  if (got !== want) throw new RangeError(`${what}: ${got} instead of ${want}`);
}

/** Throws a RangeError unless every value is finite: multipliers and scales must be. */
export function expectFinite(what: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(Math.fround(values[i]))) throw new RangeError(`${what}: ${values[i]} is not a finite float32`);
}

/** Bounds of an int8 or int16 result, fused activations included; by default those of its type. */
export interface ClampBounds {
  readonly lo?: number;
  readonly hi?: number;
}

/** Both bounds, integers within the type of the result; RangeError otherwise. */
export function boundsOf(bounds: ClampBounds, type: Narrow = 'int8'): Required<ClampBounds> {
  const [least, most] = rangeOf(type);
  const { lo = least, hi = most } = bounds;
  if (!Number.isInteger(lo) || !Number.isInteger(hi) || lo < least || hi > most || lo > hi)
    throw new RangeError(`[${lo}, ${hi}] is not a range of ${type}`);
  return { lo, hi };
}
