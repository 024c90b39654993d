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
      if (observation.fold === 'channels') return { fold: 'channels', absmax, broken, maxima: this.maxima(run, observation) };
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

  /** The largest magnitude of every channel: each is a run of `inner` elements, in every image of the batch. */
  private maxima({ x, length }: { readonly x: number; readonly length: number }, { channels, inner }: { readonly channels: number; readonly inner: number }): Float32Array {
    const maxima = new Float32Array(channels);
    for (let i = 0; i * inner < length; i++) {
      const { absMax } = absMaxF32(this.kernels, { x: x + i * inner * Float32Array.BYTES_PER_ELEMENT, length: inner });
      maxima[i % channels] = Math.max(maxima[i % channels], absMax);
    }
    return maxima;
  }
}
