import type { ValueId } from '@openbpu/ir';
import type { FoldResult, Observation } from '@openbpu/runtime';

/** What has been heard over all samples so far, by `observationKey`. */
export type Known = ReadonlyMap<string, FoldResult>;

/**
 * A calibration method: says what it needs to hear of the activations, is asked again with what was heard, and decides
 * when it has no further wish.
 */
export interface Calibrator {
  /** As the log names it, e.g. `max-percentile:percentile=0.99995`. */
  readonly name: string;
  /** What is still to be heard; empty when it can decide. */
  ask(activations: readonly ValueId[], known: Known): readonly Observation[];
  /** One threshold per activation. */
  decide(activations: readonly ValueId[], known: Known): ReadonlyMap<ValueId, number>;
}

/** Number of equal bins of every histogram of magnitudes. */
export const HISTOGRAM_BINS = 2048;

export function absmaxOf(known: Known, at: ValueId): number | undefined {
  const heard = known.get(`absmax ${at}`);
  return heard?.fold === 'absmax' ? heard.value : undefined;
}

/** The wish for a histogram over what absmax said; undefined while that is not known. */
export function histogramWish(known: Known, at: ValueId): Observation | undefined {
  const range = absmaxOf(known, at);
  return range === undefined || range === 0 ? undefined : { at, fold: 'histogram', bins: HISTOGRAM_BINS, range };
}

/** Wishes of a method that needs the range first and then a histogram over it. */
export function askForHistograms(activations: readonly ValueId[], known: Known): readonly Observation[] {
  return activations.flatMap((at): Observation[] => {
    const range = absmaxOf(known, at);
    if (range === undefined) return [{ at, fold: 'absmax' }];
    const wish = histogramWish(known, at);
    return wish && histogramOf(known, at) === undefined ? [wish] : [];
  });
}

export function histogramOf(known: Known, at: ValueId): Uint32Array | undefined {
  const range = absmaxOf(known, at);
  const heard = known.get(`histogram/${HISTOGRAM_BINS}/${range} ${at}`);
  return heard?.fold === 'histogram' ? heard.counts : undefined;
}
