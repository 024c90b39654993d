import type { HistogramResult } from '@openbpu/runtime';
import {
  type Calibrator,
  type Known,
  absmaxOf,
  askForHistograms,
  askForMaxima,
  binWidth,
  histogramOf,
} from '../calibrator';

/**
 * The largest magnitude, or the magnitude below which the share `percentile` of all elements lies. Within the bin where
 * the share is reached elements are taken as spread evenly.
 */
export class MaxCalibrator implements Calibrator {
  readonly name: string;
  readonly forFewSteps = false;

  constructor(private readonly percentile = 1) {
    this.name = percentile === 1 ? 'max' : `max-percentile:percentile=${percentile}`;
  }

  ask(activations: readonly string[], known: Known) {
    return this.percentile < 1 ? askForHistograms(activations, known) : askForMaxima(activations, known);
  }

  decide(activations: readonly string[], known: Known): Map<string, number> {
    return new Map(
      activations.map((at) => {
        const histogram = this.percentile < 1 ? histogramOf(known, at) : undefined;
        return [at, histogram ? percentileOf(histogram, this.percentile) : (absmaxOf(known, at) ?? 0)];
      }),
    );
  }
}

/** The magnitude below which the share of the elements lies; never above the largest. */
export function percentileOf(histogram: HistogramResult, share: number): number {
  const { counts, absmax } = histogram;
  const wanted = share * counts.reduce((a, b) => a + b, 0);
  let below = 0;
  for (const [bin, count] of counts.entries()) {
    if (count > 0 && below + count >= wanted)
      return Math.min(absmax, (bin + (wanted - below) / count) * binWidth(histogram));
    below += count;
  }
  return absmax;
}
