/**
 * a·b / (‖a‖ ‖b‖), summed in float64 from the first element to the last, clamped to -1..1.
 *
 * Two zero vectors (or empty ones) are alike: 1. One zero vector: 0. Any NaN or infinity: NaN, never a number that
 * looks like a verdict. Elements beyond 1e150 in magnitude are outside the contract. Throws RangeError when the lengths
 * differ.
 */
export function cosineSimilarity(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} elements cannot be compared`);
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  if (!Number.isFinite(aa) || !Number.isFinite(bb)) return NaN;
  if (aa === 0 || bb === 0) return aa === bb ? 1 : 0;
  return Math.min(1, Math.max(-1, dot / (Math.sqrt(aa) * Math.sqrt(bb))));
}
