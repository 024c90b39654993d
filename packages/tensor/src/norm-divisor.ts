/** What normalises: the deviation from the mean, the root of the mean square, or the Euclidean norm. */
export type NormKind = 'deviation' | 'root-mean-square' | 'euclidean';

/** How epsilon keeps a divisor from 0: added to its square, added to it, or as the least that it may be. */
export type NormBound = 'inside' | 'added' | 'least';

/** How many integers may be normalised together: sums of so many squares of int16 stay whole in double. */
export const MOST_NORMALISED = 2 ** 23;

/** Exact sums over integers that are normalised together. */
export interface NormSums {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

/**
 * What is taken away from integers, and what they are divided by then, all in double: `mean = sum / count` (deviation;
 * else 0), `power = max(squares / count − mean², 0)` (euclidean: `squares`), and `√(power + epsilon)`, `√power +
 * epsilon` or `max(√power, epsilon)`. docs/semantics.md, `HzSNormalize`.
 */
export function normDivisor(
  norm: NormKind,
  bound: NormBound,
  { count, sum, squares }: NormSums,
  epsilon: number,
): { readonly mean: number; readonly divisor: number } {
  const mean = norm === 'deviation' ? sum / count : 0;
  const power = Math.max((norm === 'euclidean' ? squares : squares / count) - mean * mean, 0);
  if (bound === 'inside') return { mean, divisor: Math.sqrt(power + epsilon) };
  const root = Math.sqrt(power);
  return { mean, divisor: bound === 'added' ? root + epsilon : Math.max(root, epsilon) };
}
