import { type Calibrator, type Known, HISTOGRAM_BINS, absmaxOf, askForHistograms, histogramOf } from '../calibrator';

/**
 * The largest magnitude, or the magnitude below which the share `percentile` of all elements lies. Within the bin where
 * the share is reached elements are taken as spread evenly.
 */
export class MaxCalibrator implements Calibrator {
  readonly name: string;

  constructor(private readonly percentile = 1) {
    this.name = percentile === 1 ? 'max' : `max-percentile:percentile=${percentile}`;
  }

  ask(activations: readonly string[], known: Known) {
    if (this.percentile < 1) return askForHistograms(activations, known);
    return activations.filter((at) => absmaxOf(known, at) === undefined).map((at) => ({ at, fold: 'absmax' }) as const);
  }

  decide(activations: readonly string[], known: Known): Map<string, number> {
    return new Map(activations.map((at) => {
      const range = absmaxOf(known, at) ?? 0;
      const counts = this.percentile < 1 ? histogramOf(known, at) : undefined;
      return [at, counts ? percentileOf(counts, range, this.percentile) : range];
    }));
  }
}

/** The magnitude below which the share of elements lies, from a histogram over 0..range. */
export function percentileOf(counts: Uint32Array, range: number, share: number): number {
  let total = 0;
  for (const count of counts) total += count;
  const wanted = share * total;
  let below = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    if (below + counts[bin] >= wanted && counts[bin] > 0) return ((bin + (wanted - below) / counts[bin]) * range) / HISTOGRAM_BINS;
    below += counts[bin];
  }
  return range;
}
