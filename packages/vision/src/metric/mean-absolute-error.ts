import { difference } from './difference';

/**
 * "L1" of the output table: Σ|a − b| / N, summed in float64 from the first element to the last. 0 for empty arrays;
 * infinities and NaN as `difference` states. Throws RangeError when the lengths differ.
 */
export function meanAbsoluteError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} elements cannot be compared`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += difference(a[i], b[i]);
  return a.length === 0 ? 0 : sum / a.length;
}
