/**
 * Share of positions where two lists of predicted classes are equal; 1 for empty lists. Throws RangeError when the
 * lengths differ.
 */
export function agreement(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} predictions are not pairs`);
  if (a.length === 0) return 1;
  let equal = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
  return equal / a.length;
}
