/** Bounds of an int8 result, fused activations included; default -128 and 127. */
export interface ClampBounds {
  readonly lo?: number;
  readonly hi?: number;
}

/** [lo, hi] as integers within int8; RangeError otherwise. */
export function boundsOf({ lo = -128, hi = 127 }: ClampBounds): readonly [number, number] {
  if (!Number.isInteger(lo) || !Number.isInteger(hi) || lo < -128 || hi > 127 || lo > hi)
    throw new RangeError(`[${lo}, ${hi}] is not a range of int8`);
  return [lo, hi];
}
