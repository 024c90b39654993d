/** Two-sided 95 % of the normal distribution. */
export const Z95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson score interval of a proportion, `hits` of `count`, at `z` standard deviations (95 % unless told):
 *
 *     (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)
 *
 * Always within 0..1 and around hits / count. [0, 1] when `count` is 0.
 */
export function wilsonInterval(hits: number, count: number, z = Z95): Interval {
  if (count === 0) return { low: 0, high: 1 };
  const p = hits / count;
  const zz = (z * z) / count;
  const middle = p + zz / 2;
  const half = Math.sqrt(zz * (p * (1 - p) + zz / 4));
  return {
    low: hits === 0 ? 0 : (middle - half) / (1 + zz),
    high: hits === count ? 1 : (middle + half) / (1 + zz),
  };
}

/**
 * Exact two-sided McNemar test: the probability, when both sides are equally good, of pairs that disagree splitting at
 * least as unevenly as `onlyA` : `onlyB`.
 *
 *     p = min(1, 2 Σ_{i ≤ min} C(n, i) / 2ⁿ),  n = onlyA + onlyB
 *
 * 1 when no pair disagrees.
 */
export function mcnemar(onlyA: number, onlyB: number): number {
  const n = onlyA + onlyB;
  const k = Math.min(onlyA, onlyB);
  let logTerm = -n * Math.LN2;
  for (let i = 1; i <= k; i++) logTerm += Math.log((n - k + i) / i);
  let sum = 0;
  let ratio = 1;
  for (let i = k; i >= 0 && ratio > 0; i--) {
    sum += ratio;
    ratio *= i / (n - i + 1);
  }
  return Math.min(1, 2 * Math.exp(logTerm) * sum);
}
