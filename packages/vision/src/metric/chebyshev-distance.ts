import { difference } from './difference';

/**
 * Largest |a − b|. 0 for empty arrays; NaN when any element is NaN; infinities as `difference` states.
 * Throws RangeError when the lengths differ.
 */
export function chebyshevDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} elements cannot be compared`);
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const d = difference(a[i], b[i]);
    if (Number.isNaN(d)) return NaN;
    if (d > largest) largest = d;
  }
  return largest;
}
