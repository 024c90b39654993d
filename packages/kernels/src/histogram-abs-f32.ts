import { type FloatRun } from './abs-max-f32';
import { type Kernels } from './kernels';

export interface HistogramAbsF32 extends FloatRun {
  /** uint32 [bins]; counts are added to what is there. */
  readonly histogram: number;
  /** 1..2^24. */
  readonly bins: number;
  /** Upper edge of the last bin. */
  readonly range: number;
}

/**
 * Counts |x| in bins of width range / bins: bin `min(bins - 1, trunc(fround(|x| * fround(bins / range))))`, so
 * everything beyond the range, infinities included, falls into the last one. NaN is not counted; returns how many there
 * were.
 */
export function histogramAbsF32(kernels: Kernels, p: HistogramAbsF32): number {
  if (!(p.bins >= 1 && p.bins <= 2 ** 24)) throw new RangeError(`${p.bins} bins`);
  return kernels.run.histogramAbsF32(p.x, p.length, p.bins, Math.fround(p.bins / p.range), p.histogram);
}
