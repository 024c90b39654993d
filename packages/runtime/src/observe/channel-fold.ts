import { type FloatRun, type Kernels, channelBoundsF32 } from '@openbpu/kernels';
import type { ChannelsResult, Magnitudes, Observation } from './observation';

/** The bounds of channels over several samples (see `ChannelsResult`). */
export class ChannelFold {
  /** Of the samples that have ended. */
  private readonly lows: Float32Array;
  private readonly highs: Float32Array;
  private isFirst = true;
  /** Of the sample that has not, and how many finite elements were seen of it. */
  private readonly sampleLows: Float32Array;
  private readonly sampleHighs: Float32Array;
  private readonly sampleCounts: Float64Array;

  constructor(
    private readonly kernels: Kernels,
    readonly wish: Extract<Observation, { fold: 'channels' }>,
  ) {
    const { channels } = wish;
    this.lows = new Float32Array(channels);
    this.highs = new Float32Array(channels);
    this.sampleLows = new Float32Array(channels);
    this.sampleHighs = new Float32Array(channels);
    this.sampleCounts = new Float64Array(channels);
  }

  /** Elements of a sample, of which `from`, a multiple of `inner`, went before. Gives what they reach. */
  add(run: FloatRun, from: number): Magnitudes {
    const { inner } = this.wish;
    const planes = run.length > 0 ? Math.ceil(run.length / inner) : 0;
    return this.kernels.scratch(12 * planes, (counts) => {
      const [lows, highs] = [4, 8].map((bytes) => counts + bytes * planes);
      channelBoundsF32(this.kernels, { ...run, inner, counts, lows, highs });
      return this.combine(run.length, from / inner, {
        counts: this.kernels.i32(counts, planes),
        lows: this.kernels.f32(lows, planes),
        highs: this.kernels.f32(highs, planes),
      });
    });
  }

  /** All elements of a sample were added: a channel without finite ones counts as one that is all 0. */
  endSample(): void {
    for (let c = 0; c < this.lows.length; c++) {
      if (this.isFirst || this.sampleLows[c] < this.lows[c]) this.lows[c] = this.sampleLows[c];
      if (this.isFirst || this.sampleHighs[c] > this.highs[c]) this.highs[c] = this.sampleHighs[c];
    }
    this.isFirst = false;
    for (const each of [this.sampleLows, this.sampleHighs, this.sampleCounts]) each.fill(0);
  }

  bounds(): Pick<ChannelsResult, 'lows' | 'highs'> {
    return { lows: this.lows.slice(), highs: this.highs.slice() };
  }

  clear(): void {
    this.lows.fill(0);
    this.highs.fill(0);
    this.isFirst = true;
  }

  /** Plane p belongs to channel p % channels; the planes here begin with plane `first`. */
  private combine(length: number, first: number, { counts, lows, highs }: Planes): Magnitudes {
    const { channels } = this.wish;
    const { sampleLows, sampleHighs, sampleCounts } = this;
    let absmax = 0;
    let broken = length;
    for (let p = 0, c = first % channels; p < counts.length; p++, c = c + 1 === channels ? 0 : c + 1) {
      if (counts[p] === 0) continue;
      broken -= counts[p];
      if (sampleCounts[c] === 0 || lows[p] < sampleLows[c]) sampleLows[c] = lows[p];
      if (sampleCounts[c] === 0 || highs[p] > sampleHighs[c]) sampleHighs[c] = highs[p];
      sampleCounts[c] += counts[p];
      if (-lows[p] > absmax) absmax = -lows[p];
      if (highs[p] > absmax) absmax = highs[p];
    }
    return { absmax, broken };
  }
}

/** What the kernel tells of the planes of `inner` elements of one sample, in their order. */
interface Planes {
  readonly counts: Int32Array;
  readonly lows: Float32Array;
  readonly highs: Float32Array;
}
