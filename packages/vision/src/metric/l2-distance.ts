import { difference } from './difference';

/**
 * "L2" of the output table: ‖a − b‖₂ / N (the length of the difference over the number of elements, not a root mean
 * square), summed in float64 from the first element to the last. 0 for empty arrays; infinities and NaN as `difference`
 * states. Throws RangeError when the lengths differ.
 */
export function l2Distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} elements cannot be compared`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const d = difference(a[i], b[i]);
    sum += d * d;
  }
  return a.length === 0 ? 0 : Math.sqrt(sum) / a.length;
}
