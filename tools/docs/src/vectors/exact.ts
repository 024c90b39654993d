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

/** The exponent of the last bit of the smallest number of a format, and how many bits it has. */
interface Format {
  readonly lowest: number;
  readonly bits: number;
}

/** The nearest float32, ties to even; infinite beyond the largest. */
export function nearestFloat32(x: Rational): number {
  const value = nearest(x, { lowest: -149, bits: 24 });
  return Math.abs(value) >= 2 ** 128 ? Math.sign(value) * Infinity : value;
}

/** The nearest double, ties to even. */
export function nearestFloat64(x: Rational): number {
  return nearest(x, { lowest: -1074, bits: 53 });
}

function nearest(x: Rational, format: Format): number {
  const magnitude = x.numerator < 0n ? -x.numerator : x.numerator;
  const most = 2n ** BigInt(format.bits);
  let exponent = Math.max(format.lowest, bits(magnitude) - bits(x.denominator) - format.bits - 1);
  while (magnitude * power(-exponent) >= most * x.denominator * power(exponent)) exponent++;
  const whole = nearestEven({
    numerator: x.numerator * power(-exponent),
    denominator: x.denominator * power(exponent),
  });
  return Number(whole) * 2 ** exponent;
}

/** The square root of a number that is not negative, as the nearest double. */
export function rootFloat64(x: Rational): number {
  const digits = 2n ** 200n;
  const floor = wholeRoot((x.numerator * digits * digits) / x.denominator);
  const isExact = floor * floor * x.denominator === x.numerator * digits * digits;
  return nearestFloat64({ numerator: isExact ? 2n * floor : 2n * floor + 1n, denominator: 2n * digits });
}

/** The largest whole number whose square is no more. */
function wholeRoot(x: bigint): bigint {
  if (x < 2n) return x;
  let root = 2n ** BigInt(Math.ceil(bits(x) / 2));
  for (;;) {
    const next = (root + x / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

/** Length in binary digits. */
function bits(x: bigint): number {
  return x.toString(2).length;
}

/** 2 to the power of `exponent`, and 1 where that is negative. */
function power(exponent: number): bigint {
  return exponent > 0 ? 2n ** BigInt(exponent) : 1n;
}
