import type { WindowAttrs } from '@openbpu/ops';

/**
 * A wish to hear something of a tensor, as data: it crosses into the worker that runs the model, and only the small
 * answer comes back.
 */
export type Observation =
  | { readonly at: string; readonly fold: 'absmax' }
  /**
   * Bounds by channel: element i belongs to channel `floor(i / inner) % channels`; `inner` is at least 1 unless there
   * are no elements.
   */
  | { readonly at: string; readonly fold: 'channels'; readonly channels: number; readonly inner: number }
  | { readonly at: string; readonly fold: 'histogram'; readonly bins: number }
  | ProductsWish;

/**
 * Products of the integers that a convolution sees through its window, at up to `positions` places a sample (see
 * `chosenPositions`). The tensor is [n, ...image]; its real x of channel c is the integer `quantize(x, s, −128 − z, 127
 * − z)`, s and z those of the channel or the only ones, and no zeros are all 0. Pads are 0.
 */
export interface ProductsWish {
  readonly at: string;
  readonly fold: 'products';
  /** Channels, height, width. */
  readonly image: readonly [number, number, number];
  readonly window: WindowAttrs & { readonly group: number };
  readonly scales: readonly number[];
  readonly zeros: readonly number[];
  /** At most 2^15: sums of one sample stay within int32. */
  readonly positions: number;
}

/** The largest finite magnitude; `broken` counts NaN and infinities, which are left out of everything. */
export interface Magnitudes {
  readonly absmax: number;
  readonly broken: number;
}

/** The answer of one sample, or of several merged, to one observation. */
export type FoldResult = AbsmaxResult | ChannelsResult | HistogramResult | ProductsResult;

export interface AbsmaxResult extends Magnitudes {
  readonly fold: 'absmax';
}

/**
 * Bounds of the finite elements of every channel. A sample in which a channel has no finite elements counts as one in
 * which it is all 0. Every zero is positive.
 */
export interface ChannelsResult extends Magnitudes {
  readonly fold: 'channels';
  /** The smallest and the largest finite element of every channel; both 0 for a channel without finite elements. */
  readonly lows: Float32Array;
  readonly highs: Float32Array;
}

/**
 * Counts of finite magnitudes in equal bins over 0 … 2^exponent, where 2^exponent is the smallest power of two above
 * `absmax` (see `exponentAbove`): m falls into bin `floor(m · bins / 2^exponent)`. `bins` is a power of two.
 *
 * The product is exact, so the histogram over twice the range is this one with its bins added in pairs: a histogram
 * needs no range beforehand, one walk through the samples is enough, and merging in any order gives the same counts as
 * one histogram over everything. At least half of the bins lie below `absmax`.
 */
export interface HistogramResult extends Magnitudes {
  readonly fold: 'histogram';
  readonly exponent: number;
  /** Whole numbers, exact up to 2^53. */
  readonly counts: Float64Array;
}

/**
 * Sums over patches p: the `size` = channels / group · kh · kw integers that one output channel of a group is made of,
 * in the order of its weights. Whole numbers, exact up to 2^53, so that merging in any order gives the same sums.
 */
export interface ProductsResult extends Magnitudes {
  readonly fold: 'products';
  readonly size: number;
  /** Σ p pᵀ of every group, one after another: the lower triangles, row by row. */
  readonly products: Float64Array;
  /** Σ p of every group. */
  readonly sums: Float64Array;
  /** How many patches of each group were seen. */
  readonly count: number;
}

/** Two wishes that have the same answer have the same key. */
export function observationKey(observation: Observation): string {
  if (observation.fold === 'channels') return `channels/${observation.channels} ${observation.at}`;
  if (observation.fold === 'products') {
    const {
      at,
      image,
      window: { kernel, strides, dilations, pads, group },
      scales,
      zeros,
      positions,
    } = observation;
    return (
      `products/${JSON.stringify([image, kernel, strides, dilations, pads, group, scales, zeros, positions])} ` +
      `${at}`
    );
  }
  return observation.fold === 'absmax' ? `absmax ${observation.at}` : `histogram/${observation.bins} ${observation.at}`;
}
