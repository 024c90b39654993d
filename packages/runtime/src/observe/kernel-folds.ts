import { type Kernels, absMaxF32, histogramAbsF32, loadKernels } from '@openbpu/kernels';
import { exponentAbove } from './exponent-above';
import type { FoldResult, Observation } from './observation';

/** The folds of `fold`, bit for bit, on SIMD kernels. One instance a thread; its memory grows to the largest tensor. */
export class KernelFolds {
  private readonly kernels: Kernels = loadKernels();

  /** Answers several observations of one tensor in order; the tensor is copied into kernel memory once. */
  fold(observations: readonly Observation[], data: Float32Array): FoldResult[] {
    const { kernels } = this;
    kernels.reset();
    const run = { x: kernels.put(data), length: data.length };
    const { absMax: absmax, nans, infinities } = absMaxF32(kernels, run);
    const broken = nans + infinities;
    return observations.map((observation): FoldResult => {
      if (observation.fold === 'absmax') return { fold: 'absmax', absmax, broken };
      const { bins } = observation;
      const exponent = exponentAbove(absmax);
      return kernels.scratch(4 * bins, (histogram) => {
        kernels.u32(histogram, bins).fill(0);
        histogramAbsF32(kernels, { ...run, bins, range: 2 ** exponent, histogram });
        const counts = new Float64Array(kernels.u32(histogram, bins));
        counts[bins - 1] -= infinities;
        return { fold: 'histogram', absmax, broken, exponent, counts };
      });
    });
  }
}
