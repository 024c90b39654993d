/** How far thresholds of channels follow the activation; the rest follows the weights that take the scales in. */
const TOWARDS_ACTIVATION = 0.25;
/**
 * No input channel counts for less than this share of the largest weight, or, where it is a thousand times larger than
 * the middle one, for less than makes up for that.
 */
const SMALLEST_SHARE = 1e-3;

/**
 * Thresholds of channels whose scales are taken in by the weights that read them: proportional to `reach^α /
 * share^(1−α)`, and none below what its channel reaches. `reach` is the largest magnitude of every channel, `share` its
 * largest weight in any sum, the largest weight of that sum being 1. A channel with small weights gets large steps: the
 * product with its scale is then no smaller than the others', and is rounded no worse.
 */
export function balancedThresholds(reach: Float32Array, share: Float32Array): Float32Array {
  const usual = middle(reach);
  const least = (c: number) => (usual > 0 ? Math.min(SMALLEST_SHARE, usual / reach[c]) : SMALLEST_SHARE);
  const ratio = share.map(
    (of, c) => reach[c] ** TOWARDS_ACTIVATION / Math.max(of, least(c)) ** (1 - TOWARDS_ACTIVATION),
  );
  const base = reach.reduce((most, r, c) => Math.max(most, ratio[c] > 0 ? r / ratio[c] : 0), 0);
  return ratio.map((r) => r * base);
}

/** The middle of the numbers above 0, the upper one of two; 0 where there are none. */
export function middle(values: Float32Array): number {
  const sorted = values.filter((value) => value > 0).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
