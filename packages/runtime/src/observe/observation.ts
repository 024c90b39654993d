/**
 * A wish to hear something of a tensor, as data: it crosses into the worker that runs the model, and only the small
 * answer comes back.
 */
export type Observation =
  | { readonly at: string; readonly fold: 'absmax' }
  /** Largest magnitudes by channel: element i belongs to channel `floor(i / inner) % channels`. */
  | { readonly at: string; readonly fold: 'channels'; readonly channels: number; readonly inner: number }
  | { readonly at: string; readonly fold: 'histogram'; readonly bins: number };

/** The largest finite magnitude; `broken` counts NaN and infinities, which are left out of everything. */
export interface Magnitudes {
  readonly absmax: number;
  readonly broken: number;
}

/** The answer of one sample, or of several merged, to one observation. */
export type FoldResult = AbsmaxResult | ChannelsResult | HistogramResult;

export interface AbsmaxResult extends Magnitudes {
  readonly fold: 'absmax';
}

export interface ChannelsResult extends Magnitudes {
  readonly fold: 'channels';
  /** The largest finite magnitude of every channel. */
  readonly maxima: Float32Array;
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

/** Two wishes that have the same answer have the same key. */
export function observationKey(observation: Observation): string {
  if (observation.fold === 'channels') return `channels/${observation.channels} ${observation.at}`;
  return observation.fold === 'absmax' ? `absmax ${observation.at}` : `histogram/${observation.bins} ${observation.at}`;
}
