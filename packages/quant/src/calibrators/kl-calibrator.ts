import { type Calibrator, type Known, HISTOGRAM_BINS, absmaxOf, askForHistograms, histogramOf } from '../calibrator';

/** Magnitudes an int8 tensor can tell apart. */
const LEVELS = 128;
/** Candidates are tried this many bins apart. */
const STEP = 8;

/**
 * The threshold at which the clipped and quantised distribution of magnitudes has the smallest Kullback-Leibler
 * divergence from the true one.
 */
export class KlCalibrator implements Calibrator {
  readonly name = 'kl';

  ask(activations: readonly string[], known: Known) {
    return askForHistograms(activations, known);
  }

  decide(activations: readonly string[], known: Known): Map<string, number> {
    return new Map(activations.map((at) => {
      const range = absmaxOf(known, at) ?? 0;
      const counts = histogramOf(known, at);
      return [at, counts ? klThreshold(counts, range) : range];
    }));
  }
}

/**
 * For every candidate of i bins: P = the first i bins, the mass beyond added to the last; Q = the same bins *without*
 * that mass, merged into 128 levels and spread evenly over the bins of each level that are not empty. Threshold:
 * `i · range / 2048` of the smallest Σ P·ln(P/Q), in double, fixed order. The zero bin is left out: after a Relu it
 * outweighs everything and says nothing of the range.
 */
export function klThreshold(counts: Uint32Array, range: number): number {
  const bins = Float64Array.from(counts);
  bins[0] = 0;
  let beyond = bins.subarray(LEVELS).reduce((sum, count) => sum + count, 0);
  let best = HISTOGRAM_BINS;
  let smallest = Infinity;
  for (let i = LEVELS; i <= HISTOGRAM_BINS; i += STEP) {
    const divergence = klDivergence(bins, i, beyond);
    if (divergence < smallest) {
      smallest = divergence;
      best = i;
    }
    for (let k = i; k < Math.min(i + STEP, HISTOGRAM_BINS); k++) beyond -= bins[k];
  }
  return (best * range) / HISTOGRAM_BINS;
}

function klDivergence(bins: Float64Array, size: number, beyond: number): number {
  let kept = 0;
  for (let k = 0; k < size; k++) kept += bins[k];
  if (kept === 0) return Infinity;
  const total = kept + beyond;
  let divergence = 0;
  for (let level = 0; level < LEVELS; level++) {
    const from = Math.floor((level * size) / LEVELS);
    const to = Math.floor(((level + 1) * size) / LEVELS);
    let mass = 0;
    let filled = 0;
    for (let k = from; k < to; k++) {
      mass += bins[k];
      if (bins[k] > 0) filled++;
    }
    const q = filled === 0 ? 0 : mass / filled / kept;
    for (let k = from; k < to; k++) {
      const p = (bins[k] + (k === size - 1 ? beyond : 0)) / total;
      if (p > 0) divergence += p * Math.log(p / (q > 0 && bins[k] > 0 ? q : Number.EPSILON));
    }
  }
  return divergence;
}
