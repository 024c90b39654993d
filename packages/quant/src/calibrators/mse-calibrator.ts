import type { HistogramResult } from '@openbpu/runtime';
import {
  type Calibrator,
  type Known,
  type Steps,
  SYMMETRIC_STEPS,
  absmaxOf,
  askForHistograms,
  binWidth,
  filledBins,
  histogramOf,
} from '../calibrator';

/** Candidates are tried this many bins apart, from `FIRST` on. */
const STEP = 8;
const FIRST = 64;

/** The threshold that loses the least energy: rounding within it and clipping beyond it. */
export class MseCalibrator implements Calibrator {
  readonly name = 'mse';
  readonly forFewSteps = true;

  constructor(private readonly steps: Steps = () => SYMMETRIC_STEPS) {}

  ask(activations: readonly string[], known: Known) {
    return askForHistograms(activations, known);
  }

  decide(activations: readonly string[], known: Known): Map<string, number> {
    return new Map(
      activations.map((at) => {
        const histogram = histogramOf(known, at);
        return [at, histogram ? mseThreshold(histogram, this.steps(at, known)) : (absmaxOf(known, at) ?? 0)];
      }),
    );
  }
}

/**
 * The candidate t with the smallest Σ error², every element taken at the centre x of its bin, s = t/steps:
 * x² below s/2, s²/12 from there to t, (x − t)² beyond. Zeros, and what shares their bin, have no error. Candidates are
 * upper edges of bins, and the largest magnitude.
 */
export function mseThreshold(histogram: HistogramResult, steps = SYMMETRIC_STEPS): number {
  const { absmax } = histogram;
  const width = binWidth(histogram);
  const bins = filledBins(histogram);
  const { count, sum, energy } = moments(histogram, bins);
  let best = absmax;
  let smallest = Infinity;
  for (let size = Math.min(FIRST, bins); size < bins + STEP; size += STEP) {
    const i = Math.min(size, bins);
    const t = Math.min(absmax, i * width);
    const scale = t / steps;
    const small = Math.min(i, Math.round(scale / 2 / width));
    const beyond = energy[bins] - energy[i] - 2 * t * (sum[bins] - sum[i]) + t * t * (count[bins] - count[i]);
    const error = energy[small] + ((count[i] - count[small]) * scale * scale) / 12 + beyond;
    if (error < smallest) {
      smallest = error;
      best = t;
    }
  }
  return best;
}

/** Σ 1, Σ x and Σ x² over the bins 1 … k−1, at k. */
function moments(
  histogram: HistogramResult,
  bins: number,
): { count: Float64Array; sum: Float64Array; energy: Float64Array } {
  const [count, sum, energy] = [new Float64Array(bins + 1), new Float64Array(bins + 1), new Float64Array(bins + 1)];
  const width = binWidth(histogram);
  for (let k = 1; k < bins; k++) {
    const x = (k + 0.5) * width;
    const c = histogram.counts[k];
    count[k + 1] = count[k] + c;
    sum[k + 1] = sum[k] + c * x;
    energy[k + 1] = energy[k] + c * x * x;
  }
  return { count, sum, energy };
}
