import type { HistogramResult } from '@openbpu/runtime';
import { HISTOGRAM_BINS } from './calibrator';

/** A histogram over 0 … range, a power of two, whose largest magnitude ends the last bin that is filled. */
export function histogram(fill: (bin: number) => number, range = 1): HistogramResult {
  const counts = Float64Array.from({ length: HISTOGRAM_BINS }, (_, bin) => fill(bin));
  const last = counts.findLastIndex((count) => count > 0);
  return {
    fold: 'histogram',
    counts,
    exponent: Math.log2(range),
    absmax: ((last + 0.999) * range) / HISTOGRAM_BINS,
    broken: 0,
  };
}
