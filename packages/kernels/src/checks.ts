/** Throws a RangeError unless both are the same: a caller's mistake, not the user's. */
export function expectEqual(what: string, got: number, want: number): void {
  if (got !== want) throw new RangeError(`${what}: ${got} instead of ${want}`);
}

/** Throws a RangeError unless every value is finite: multipliers and scales must be. */
export function expectFinite(what: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(Math.fround(values[i]))) throw new RangeError(`${what}: ${values[i]} is not a finite float32`);
}

/** Bounds of an int8 result, fused activations included; default -128 and 127. */
export interface ClampBounds {
  readonly lo?: number;
  readonly hi?: number;
}

/** Both bounds, integers within int8; RangeError otherwise. */
export function boundsOf({ lo = -128, hi = 127 }: ClampBounds): Required<ClampBounds> {
  if (!Number.isInteger(lo) || !Number.isInteger(hi) || lo < -128 || hi > 127 || lo > hi)
    throw new RangeError(`[${lo}, ${hi}] is not a range of int8`);
  return { lo, hi };
}
