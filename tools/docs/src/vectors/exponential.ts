import { type Rational, exact } from './exact';

/** Digits of the fixed-point sums, in bits: far more than a double has. */
const FRACTION = 256n;
const ONE = 1n << FRACTION;

/**
 * `e^x` to more than 200 bits behind the point, for |x| up to about 64: a Taylor series of x/256, squared eight times.
 */
export function exponential(x: Rational): Rational {
  const small = (x.numerator << FRACTION) / (x.denominator * 256n);
  let term = ONE;
  let sum = ONE;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = (term * small) / (ONE * k);
    sum += term;
  }
  for (let i = 0; i < 8; i++) sum = (sum * sum) / ONE;
  return { numerator: sum, denominator: ONE };
}

/** `1 / (1 + e^−x)`. */
export function logistic(x: number): Rational {
  const { numerator, denominator } = exponential(exact(-x));
  return { numerator: denominator, denominator: denominator + numerator };
}
