import { type FloatRun, type Kernels, histogramAbsF32 } from '@openbpu/kernels';
import { SMALLEST_EXPONENT, exponentAbove } from './exponent-above';
import type { HistogramResult, Magnitudes, Observation } from './observation';

/** The histogram of several samples (see `HistogramResult`), uint32 in the memory of the kernels. */
export class HistogramFold {
  private readonly at: number;
  private exponent = SMALLEST_EXPONENT;

  constructor(
    private readonly kernels: Kernels,
    readonly wish: Extract<Observation, { fold: 'histogram' }>,
  ) {
    this.at = kernels.alloc(4 * wish.bins);
    this.clear();
  }

  /** The elements of a sample, and what they reach. */
  add(run: FloatRun, { absmax, broken }: Magnitudes): void {
    const { bins } = this.wish;
    this.widen(exponentAbove(absmax));
    const nans = histogramAbsF32(this.kernels, { ...run, bins, range: 2 ** this.exponent, histogram: this.at });
    this.counts()[bins - 1] -= broken - nans;
  }

  counted(): Pick<HistogramResult, 'exponent' | 'counts'> {
    return { exponent: this.exponent, counts: new Float64Array(this.counts()) };
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
    for (let i = 1; i < counts.length; i++) {
      const count = counts[i];
      counts[i] = 0;
      counts[Math.floor(i / factor)] += count;
    }
  }

  private counts(): Uint32Array {
    return this.kernels.u32(this.at, this.wish.bins);
  }
}
