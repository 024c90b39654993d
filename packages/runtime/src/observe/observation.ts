/**
 * A wish to hear something of a tensor, as data: it crosses into the worker that runs the model, and only the small
 * answer comes back.
 */
export type Observation =
  | { readonly at: string; readonly fold: 'absmax' }
  | { readonly at: string; readonly fold: 'histogram'; readonly bins: number; readonly range: number };

/**
 * The answer of one sample to one observation.
 *
 * - `absmax`: the largest finite magnitude; `broken` counts NaN and infinities, which are left out.
 * - `histogram`: counts of magnitudes in equal bins over 0..range; the last bin takes everything beyond.
 */
export type FoldResult =
  | { readonly fold: 'absmax'; readonly value: number; readonly broken: number }
  | { readonly fold: 'histogram'; readonly counts: Uint32Array };

/** Two wishes that have the same answer have the same key. */
export function observationKey(observation: Observation): string {
  return observation.fold === 'absmax' ? `absmax ${observation.at}` : `histogram/${observation.bins}/${observation.range} ${observation.at}`;
}
