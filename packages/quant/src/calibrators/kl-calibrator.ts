import type { HistogramResult } from '@openbpu/runtime';
import {
  type Calibrator,
  type Known,
  absmaxOf,
  askForHistograms,
  binWidth,
  filledBins,
  histogramOf,
} from '../calibrator';

/** Magnitudes an int8 tensor can tell apart. */
const LEVELS = 128;
/** Candidates are tried this many bins apart. */
const STEP = 8;

/**
 * The threshold at which the clipped and quantised distribution of magnitudes has the smallest Kullback-Leibler
 * divergence from the true one.
 */
export class KlCalibrator implements Calibrator {
  readonly isKept = true;
  readonly name = 'kl';
  readonly forFewSteps = true;

  ask(activations: readonly string[], known: Known) {
    return askForHistograms(activations, known);
  }

  decide(activations: readonly string[], known: Known): Map<string, number> {
    return new Map(
      activations.map((at) => {
        const histogram = histogramOf(known, at);
        return [at, histogram ? klThreshold(histogram) : (absmaxOf(known, at) ?? 0)];
      }),
    );
  }
}

/**
 * For every candidate of i bins: P = the first i bins, the mass beyond added to the last; Q = the same bins *without*
 * that mass, merged into 128 levels and spread evenly over the bins of each level that are not empty. Threshold: the
 * upper edge of bin i, at most the largest magnitude, of the smallest Σ P·ln(P/Q), in double, fixed order. The zero bin
 * is left out: after a Relu it outweighs everything and says nothing of the range.
 *
 * Within a level Q is constant, so Σ P·ln(P/Q) = Σ P·ln P − Σ over levels of mass·ln Q: prefix sums of the counts, of
 * c·ln c and of the bins that are not empty give every candidate in 128 steps.
 */
export function klThreshold(histogram: HistogramResult): number {
  const { absmax } = histogram;
  const bins = filledBins(histogram);
  const prefix = prefixSums(histogram.counts, bins);
  let best = bins;
  let smallest = Infinity;
  for (let size = LEVELS; size < bins + STEP; size += STEP) {
    const candidate = Math.min(size, bins);
    const divergence = klDivergence(histogram.counts, prefix, candidate);
    if (divergence < smallest) {
      smallest = divergence;
      best = candidate;
    }
  }
  return Math.min(absmax, best * binWidth(histogram));
}

/** Sums over the bins 1 … k−1, at k. */
interface PrefixSums {
  readonly mass: Float64Array;
  readonly filled: Float64Array;
  /** Of c·ln c. */
  readonly entropy: Float64Array;
}

function prefixSums(counts: Float64Array, bins: number): PrefixSums {
  const sums = {
    mass: new Float64Array(bins + 1),
    filled: new Float64Array(bins + 1),
    entropy: new Float64Array(bins + 1),
  };
  for (let k = 1; k < bins; k++) {
    const count = counts[k];
    sums.mass[k + 1] = sums.mass[k] + count;
    sums.filled[k + 1] = sums.filled[k] + (count > 0 ? 1 : 0);
    sums.entropy[k + 1] = sums.entropy[k] + (count > 0 ? count * Math.log(count) : 0);
  }
  return sums;
}

/** Of the first `size` bins; Infinity when they are all empty. */
function klDivergence(counts: Float64Array, { mass, filled, entropy }: PrefixSums, size: number): number {
  const kept = mass[size];
  if (kept === 0) return Infinity;
  const total = mass[mass.length - 1];
  const beyond = total - kept;
  const last = size === 1 ? 0 : counts[size - 1];
  const withTail = last + beyond;
  let sum = entropy[size] - (last > 0 ? last * Math.log(last) : 0) + (withTail > 0 ? withTail * Math.log(withTail) : 0);
  for (let level = 0; level < LEVELS; level++) {
    const from = Math.floor((level * size) / LEVELS);
    const to = Math.floor(((level + 1) * size) / LEVELS);
    const inLevel = mass[to] - mass[from];
    if (inLevel > 0)
      sum -=
        (inLevel + (level === LEVELS - 1 && last > 0 ? beyond : 0)) * Math.log(inLevel / (filled[to] - filled[from]));
  }
  const lost = last > 0 ? 0 : beyond;
  return sum / total + Math.log(kept / total) - (lost > 0 ? (lost / total) * Math.log(Number.EPSILON * kept) : 0);
}
