import { type Rational, exact, nearestEven, nearestFloat32, over, plus, times } from './exact';

/** Smallest and largest result of a clamp. */
export type Bounds = readonly [number, number];

export const INT8: Bounds = [-128, 127];
export const INT16: Bounds = [-32768, 32767];
export const INT32: Bounds = [-(2 ** 31), 2 ** 31 - 1];

export function clamped(q: bigint, [low, high]: Bounds): number {
  return q < BigInt(low) ? low : q > BigInt(high) ? high : Number(q);
}

/** `clamp(rne(fround(x / scale)))`; NaN gives 0, infinities the bounds. */
export function quantised(x: number, scale: number, bounds: Bounds = INT8): number {
  if (Number.isNaN(x)) return 0;
  if (!Number.isFinite(x)) return x < 0 ? bounds[0] : bounds[1];
  const quotient = nearestFloat32(over(exact(x), exact(scale)));
  return Number.isFinite(quotient) ? clamped(nearestEven(exact(quotient)), bounds) : quantised(quotient, scale, bounds);
}

/** `fround(fround(a) · b)`: an integer as float32 times a float32. */
export function product(a: bigint, b: number): number {
  return nearestFloat32(times(exact(nearestFloat32({ numerator: a, denominator: 1n })), exact(b)));
}

/** `clamp(rne(fround(fround(acc) · m)))`. */
export function requantised(acc: bigint, m: number, bounds: Bounds = INT8): number {
  return clamped(nearestEven(exact(product(acc, m))), bounds);
}

/** `clamp(rne(fround(fround(a·ma) ± fround(b·mb))))`. */
export function requantisedSum(
  a: bigint,
  ma: number,
  b: bigint,
  mb: number,
  sign: 1 | -1,
  bounds: Bounds = INT8,
): number {
  const sum = plus(exact(product(a, ma)), times(exact(product(b, mb)), exact(sign)));
  return clamped(nearestEven(exact(nearestFloat32(sum))), bounds);
}

/** `fround(x)` of an expression that is computed without any rounding before. */
export function roundedOnce(x: Rational): number {
  return nearestFloat32(x);
}
