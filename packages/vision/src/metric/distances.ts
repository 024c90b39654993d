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

/**
 * `Σ (a − wanted)² / Σ wanted²`: the energy of the error by that of the truth; 0 for two zeros, infinite for an error
 * against zeros. Equal infinities (masks) are left out of both sums; an infinity against anything else is an infinite
 * error.
 */
export function relativeSquaredError(a: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let error = 0;
  let energy = 0;
  for (let i = 0; i < wanted.length; i++) {
    error += difference(a[i], wanted[i]) ** 2;
    if (Math.abs(wanted[i]) !== Infinity) energy += wanted[i] ** 2;
  }
  return error === 0 ? 0 : error / energy;
}

/**
 * |x − y| in float64. Equal infinities differ by 0, an infinity and anything else by Infinity; a NaN on either side
 * gives NaN.
 */
export function difference(x: number, y: number): number {
  return x === y ? 0 : Math.abs(x - y);
}
