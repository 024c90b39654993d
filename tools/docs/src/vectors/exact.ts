/**
 * Exact rational numbers, and the two roundings of the law made from them. Independent of the arithmetic of the
 * project: no float operation takes part in a rounding.
 */
export interface Rational {
  readonly numerator: bigint;
  /** Positive. */
  readonly denominator: bigint;
}

/** A finite double, exactly. Throws RangeError for NaN and infinities. */
export function exact(x: number): Rational {
  if (!Number.isFinite(x)) throw new RangeError(`${x} is no rational number`);
  let denominator = 1n;
  for (; !Number.isInteger(x); x *= 2) denominator *= 2n;
  return { numerator: BigInt(x), denominator };
}

export function plus(a: Rational, b: Rational): Rational {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function times(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** Throws RangeError when `b` is zero. */
export function over(a: Rational, b: Rational): Rational {
  if (b.numerator === 0n) throw new RangeError('division by zero');
  const sign = b.numerator < 0n ? -1n : 1n;
  return { numerator: a.numerator * b.denominator * sign, denominator: a.denominator * b.numerator * sign };
}

/** The nearest integer; of two equally near ones the even one. */
export function nearestEven({ numerator, denominator }: Rational): bigint {
  const rest = ((numerator % denominator) + denominator) % denominator;
  const floor = (numerator - rest) / denominator;
  const side = 2n * rest - denominator;
  return side > 0n || (side === 0n && floor % 2n !== 0n) ? floor + 1n : floor;
}

/** Exponent of the last bit of the smallest float32. */
const LOWEST = -149;
const BITS = 2n ** 24n;

/** The nearest float32, ties to even; infinite beyond the largest. */
export function nearestFloat32(x: Rational): number {
  const magnitude = x.numerator < 0n ? -x.numerator : x.numerator;
  let exponent = Math.max(LOWEST, bits(magnitude) - bits(x.denominator) - 25);
  while (magnitude * power(-exponent) >= BITS * x.denominator * power(exponent)) exponent++;
  const whole = nearestEven({
    numerator: x.numerator * power(-exponent),
    denominator: x.denominator * power(exponent),
  });
  const value = Number(whole) * 2 ** exponent;
  return Math.abs(value) >= 2 ** 128 ? Math.sign(value) * Infinity : value;
}

/** Length in binary digits. */
function bits(x: bigint): number {
  return x.toString(2).length;
}

/** 2 to the power of `exponent`, and 1 where that is negative. */
function power(exponent: number): bigint {
  return exponent > 0 ? 2n ** BigInt(exponent) : 1n;
}
