import { type FloatRun, HISTOGRAM_LANES, type Kernels, histogramAbsF32 } from '@openbpu/kernels';
import { SMALLEST_EXPONENT, exponentAbove } from './exponent-above';
import type { HistogramResult, Magnitudes, Observation } from './observation';

/**
 * The histogram of several samples (see `HistogramResult`), uint32 [bins, lanes] in the memory of the kernels. A bin is
 * the sum of its lanes modulo 2^32.
 */
export class HistogramFold {
  private readonly at: number;
  private exponent = SMALLEST_EXPONENT;

  constructor(
    private readonly kernels: Kernels,
    readonly wish: Extract<Observation, { fold: 'histogram' }>,
  ) {
    this.at = kernels.alloc(4 * HISTOGRAM_LANES * wish.bins);
    this.clear();
  }

  /** The elements of a sample, and what they reach. */
  add(run: FloatRun, { absmax, broken }: Magnitudes): void {
    const { bins } = this.wish;
    this.widen(exponentAbove(absmax));
    histogramAbsF32(this.kernels, { ...run, bins, range: 2 ** this.exponent, histogram: this.at });
    if (broken > 0) this.counts()[HISTOGRAM_LANES * (bins - 1)] -= broken;
  }

  counted(): Pick<HistogramResult, 'exponent' | 'counts'> {
    const lanes = this.counts();
    const counts = new Float64Array(this.wish.bins);
    for (let bin = 0, at = 0; bin < counts.length; bin++, at += HISTOGRAM_LANES)
      counts[bin] = (lanes[at] + lanes[at + 1] + lanes[at + 2] + lanes[at + 3]) >>> 0;
    return { exponent: this.exponent, counts };
  }

  clear(): void {
    this.exponent = SMALLEST_EXPONENT;
    this.counts().fill(0);
  }

  /** The same counts over 0 … 2^exponent, where that is more than now. */
  private widen(exponent: number): void {
    if (exponent <= this.exponent) return;
    const factor = 2 ** (exponent - this.exponent);
    this.exponent = exponent;
    const counts = this.counts();
    for (let bin = 1; bin < this.wish.bins; bin++)
      for (let lane = 0; lane < HISTOGRAM_LANES; lane++) {
        const from = HISTOGRAM_LANES * bin + lane;
        const count = counts[from];
        counts[from] = 0;
        counts[HISTOGRAM_LANES * Math.floor(bin / factor) + lane] += count;
      }
  }

  private counts(): Uint32Array {
    return this.kernels.u32(this.at, HISTOGRAM_LANES * this.wish.bins);
  }
}
