import { type Kernels, absMaxF32 } from '@openbpu/kernels';
import { ChannelFold } from './channel-fold';
import { HistogramFold } from './histogram-fold';
import type { kernelProducts } from './kernel-products';
import { mergeFolds } from './merge-folds';
import type { FoldResult, Magnitudes, Observation, ProductsResult } from './observation';

/** Counters of 32 bits hold no more. */
const MOST_ELEMENTS = 2 ** 32 - 1;
/** A tensor is looked at in pieces of about so many elements, each as often as it must be while it is near. */
export const PIECE = 2 ** 16;

type Wish<F extends Observation['fold']> = Extract<Observation, { fold: F }>;

/**
 * The folds of one tensor over several samples, answered as `mergeFolds` of `fold` of each does, bit for bit: counts
 * and bounds stay where they are while samples pass. What it needs of the kernels' memory is allocated when it is made,
 * but for scratch; it holds until they are reset.
 */
export class TensorFolds {
  private readonly histograms: ReadonlyMap<Observation, HistogramFold>;
  private readonly channels: ReadonlyMap<Observation, ChannelFold>;
  private readonly products = new Map<Observation, ProductsResult>();
  private magnitudes: Magnitudes = { absmax: 0, broken: 0 };
  private elements = 0;
  private settled?: readonly FoldResult[];

  /**
   * `productsOf` is left out only where none are asked for; `most` elements are counted before counts are put aside.
   */
  constructor(
    private readonly kernels: Kernels,
    private readonly observations: readonly Observation[],
    private readonly productsOf?: typeof kernelProducts,
    private readonly most = MOST_ELEMENTS,
  ) {
    const of = <F extends Observation['fold']>(fold: F) =>
      observations.filter((wish): wish is Wish<F> => wish.fold === fold);
    this.histograms = new Map(of('histogram').map((wish) => [wish, new HistogramFold(kernels, wish)]));
    this.channels = new Map(of('channels').map((wish) => [wish, new ChannelFold(kernels, wish)]));
  }

  /** The elements of one sample. */
  add(data: Float32Array): void {
    if (this.elements > 0 && this.elements + data.length > this.most) this.settle();
    this.elements += data.length;
    const sample = this.addPieces(data);
    for (const wish of this.observations) if (wish.fold === 'products') this.addProducts(wish, data, sample);
    this.magnitudes = both(this.magnitudes, sample);
  }

  /** Of all samples so far, at least one, in the order of the observations. */
  results(): readonly FoldResult[] {
    const own = this.observations.map((wish): FoldResult => {
      if (wish.fold === 'absmax') return { fold: 'absmax', ...this.magnitudes };
      if (wish.fold === 'products') return this.products.get(wish)!;
      if (wish.fold === 'channels')
        return { fold: 'channels', ...this.magnitudes, ...this.channels.get(wish)!.bounds() };
      return { fold: 'histogram', ...this.magnitudes, ...this.histograms.get(wish)!.counted() };
    });
    return this.settled ? this.settled.map((result, i) => mergeFolds(result, own[i])) : own;
  }

  /** Channels tell what a piece reaches: no walk of its own is needed where they are heard. */
  private addPieces(data: Float32Array): Magnitudes {
    const { kernels } = this;
    const channels = [...this.channels.values()];
    const length = pieceLength(channels, data.length);
    const sample = kernels.scratch(4 * length, (x) => {
      let found: Magnitudes = { absmax: 0, broken: 0 };
      for (let from = 0; from < data.length; from += length) {
        const piece = data.subarray(from, from + length);
        const run = { x, length: piece.length };
        kernels.f32(x, piece.length).set(piece);
        const [heard] = channels.map((each) => each.add(run, from));
        const reached = heard ?? this.magnitudesOf(run);
        for (const each of this.histograms.values()) each.add(run, reached);
        found = both(found, reached);
      }
      return found;
    });
    for (const each of channels) each.endSample();
    return sample;
  }

  private magnitudesOf(run: { readonly x: number; readonly length: number }): Magnitudes {
    const { absMax: absmax, nans, infinities } = absMaxF32(this.kernels, run);
    return { absmax, broken: nans + infinities };
  }

  private addProducts(wish: Wish<'products'>, data: Float32Array, sample: Magnitudes): void {
    const found: ProductsResult = { fold: 'products', ...sample, ...this.productsOf!(this.kernels, wish, data) };
    const before = this.products.get(wish);
    const merged = before ? mergeFolds(before, found) : found;
    if (merged.fold === 'products') this.products.set(wish, merged);
  }

  /** What was counted so far is put aside, and counting begins again. */
  private settle(): void {
    this.settled = this.results();
    this.elements = 0;
    this.magnitudes = { absmax: 0, broken: 0 };
    this.products.clear();
    for (const each of [...this.histograms.values(), ...this.channels.values()]) each.clear();
  }
}

function both(a: Magnitudes, b: Magnitudes): Magnitudes {
  return { absmax: Math.max(a.absmax, b.absmax), broken: a.broken + b.broken };
}

/** Whole planes of the channels; all elements where there are several kinds of channels. */
function pieceLength(channels: readonly ChannelFold[], length: number): number {
  if (channels.length > 1) return length;
  const inner = Math.max(1, ...channels.map(({ wish }) => wish.inner));
  return Math.min(length, Math.max(1, Math.floor(PIECE / inner)) * inner);
}
