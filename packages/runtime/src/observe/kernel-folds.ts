import {
  type FloatRun,
  type Kernels,
  absMaxF32,
  channelBoundsF32,
  histogramAbsF32,
  loadKernels,
} from '@openbpu/kernels';
import { exponentAbove } from './exponent-above';
import { kernelProducts } from './kernel-products';
import type { ChannelsResult, FoldResult, HistogramResult, Magnitudes, Observation } from './observation';

type Channels = Extract<Observation, { fold: 'channels' }>;

/** The folds of `fold`, bit for bit, on SIMD kernels. One instance a thread; its memory grows to the largest tensor. */
export class KernelFolds {
  private readonly kernels: Kernels = loadKernels();

  /**
   * Answers several observations of one tensor in order; the tensor is copied into kernel memory once. Channels tell
   * the magnitudes of the whole tensor: no walk of their own where channels are heard.
   */
  fold(observations: readonly Observation[], data: Float32Array): FoldResult[] {
    this.kernels.reset();
    const run = { x: this.kernels.put(data), length: data.length };
    const channels = observations.map((observation) =>
      observation.fold === 'channels' ? this.channels(run, observation) : undefined,
    );
    const { absmax, broken } = channels.find((heard) => heard !== undefined) ?? this.magnitudes(run);
    return observations.map((observation, i): FoldResult => {
      if (observation.fold === 'products')
        return { fold: 'products', absmax, broken, ...kernelProducts(this.kernels, observation, data) };
      return (
        channels[i] ??
        (observation.fold === 'histogram'
          ? this.histogram(run, observation.bins, { absmax, broken })
          : { fold: 'absmax', absmax, broken })
      );
    });
  }

  private magnitudes(run: FloatRun): Magnitudes {
    const { absMax: absmax, nans, infinities } = absMaxF32(this.kernels, run);
    return { absmax, broken: nans + infinities };
  }

  private histogram(run: FloatRun, bins: number, { absmax, broken }: Magnitudes): HistogramResult {
    const exponent = exponentAbove(absmax);
    return this.kernels.scratch(4 * bins, (histogram) => {
      this.kernels.u32(histogram, bins).fill(0);
      const nans = histogramAbsF32(this.kernels, { ...run, bins, range: 2 ** exponent, histogram });
      const counts = new Float64Array(this.kernels.u32(histogram, bins));
      counts[bins - 1] -= broken - nans;
      return { fold: 'histogram', absmax, broken, exponent, counts };
    });
  }

  /** Every plane of `inner` elements by the kernel; then the planes of a channel, one of every image, in order. */
  private channels(run: FloatRun, { channels, inner }: Channels): ChannelsResult {
    const planes = run.length > 0 ? Math.ceil(run.length / inner) : 0;
    return this.kernels.scratch(12 * planes, (counts) => {
      const [lows, highs] = [4, 8].map((bytes) => counts + bytes * planes);
      channelBoundsF32(this.kernels, { ...run, inner, counts, lows, highs });
      return combined(channels, run.length, {
        counts: this.kernels.i32(counts, planes),
        lows: this.kernels.f32(lows, planes),
        highs: this.kernels.f32(highs, planes),
      });
    });
  }
}

interface Planes {
  readonly counts: Int32Array;
  readonly lows: Float32Array;
  readonly highs: Float32Array;
}

/** The planes of one sample by channel: plane p belongs to channel p % channels. */
function combined(channels: number, length: number, { counts, lows, highs }: Planes): ChannelsResult {
  const low = new Float32Array(channels);
  const high = new Float32Array(channels);
  let absmax = 0;
  let broken = length;
  for (let c = 0; c < channels; c++) {
    let count = 0;
    for (let p = c; p < counts.length; p += channels) {
      if (counts[p] === 0) continue;
      if (count === 0 || lows[p] < low[c]) low[c] = lows[p];
      if (count === 0 || highs[p] > high[c]) high[c] = highs[p];
      count += counts[p];
    }
    if (-low[c] > absmax) absmax = -low[c];
    if (high[c] > absmax) absmax = high[c];
    broken -= count;
  }
  return { fold: 'channels', absmax, broken, lows: low, highs: high };
}
