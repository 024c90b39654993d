import type { ValueId } from '@openbpu/ir';
import { type FoldResult, type HistogramResult, type Observation, observationKey } from '@openbpu/runtime';

/** What has been heard over all samples so far, by `observationKey`. */
export type Known = ReadonlyMap<string, FoldResult>;

/** Whoever needs to hear something of the activations, and is asked again with what was heard. */
export interface Listener {
  /** What is still to be heard; empty when nothing is. */
  ask(activations: readonly ValueId[], known: Known): readonly Observation[];
}

/** A calibration method: decides when it has no further wish. */
export interface Calibrator extends Listener {
  /** As the log names it, e.g. `max-percentile:percentile=0.99995`. */
  readonly name: string;
  /** Whether it clips because integers are few, so that int16 has nothing of it. */
  readonly forFewSteps: boolean;
  /** Whether it takes so long, and decides by what was heard alone, that what it decided is worth keeping. */
  readonly isKept?: boolean;
  /** One threshold per activation. */
  decide(activations: readonly ValueId[], known: Known): ReadonlyMap<ValueId, number>;
}

/** Number of equal bins of every histogram of magnitudes; at least half of them lie below the largest magnitude. */
export const HISTOGRAM_BINS = 4096;

const ABSMAX = (at: ValueId): Observation => ({ at, fold: 'absmax' });
const HISTOGRAM = (at: ValueId): Observation => ({ at, fold: 'histogram', bins: HISTOGRAM_BINS });

/** The wishes of a method that needs the largest magnitudes only. */
export function askForMaxima(activations: readonly ValueId[], known: Known): Observation[] {
  return activations.map(ABSMAX).filter((wish) => absmaxOf(known, wish.at) === undefined);
}

/** The wishes of a method that needs histograms. They tell the largest magnitude too. */
export function askForHistograms(activations: readonly ValueId[], known: Known): Observation[] {
  return activations.map(HISTOGRAM).filter((wish) => !known.has(observationKey(wish)));
}

/** The largest magnitude heard, by whichever fold. */
export function absmaxOf(known: Known, at: ValueId): number | undefined {
  return (known.get(observationKey(HISTOGRAM(at))) ?? known.get(observationKey(ABSMAX(at))))?.absmax;
}

/** The histogram of a tensor that is not all zero. */
export function histogramOf(known: Known, at: ValueId): HistogramResult | undefined {
  const heard = known.get(observationKey(HISTOGRAM(at)));
  return heard?.fold === 'histogram' && heard.absmax > 0 ? heard : undefined;
}

/** Width of one bin. */
export function binWidth({ exponent, counts }: HistogramResult): number {
  return 2 ** exponent / counts.length;
}

/** How many bins lie at or below the largest magnitude. */
export function filledBins(histogram: HistogramResult): number {
  return Math.floor(histogram.absmax / binWidth(histogram)) + 1;
}

/** How many steps of the scale lie between 0 and the threshold of an activation, as far as what was heard tells. */
export type Steps = (at: ValueId, known: Known) => number;

/** The steps of every activation in which 0 stands for 0. */
export const SYMMETRIC_STEPS = 127;
