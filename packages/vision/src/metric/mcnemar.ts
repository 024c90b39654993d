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
