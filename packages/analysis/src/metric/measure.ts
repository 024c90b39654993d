import { cosineSimilarity } from '@openbpu/vision';
import type { Metric } from '../results';

/** What one tensor and the one it should be have been compared for, to be combined with others. */
export interface Measure {
  /** a·b / (‖a‖‖b‖); 1 where nothing differs. */
  readonly cosine: number;
  /** Σ(a − b)². */
  readonly squared: number;
  /** Σb², infinities left out. */
  readonly energy: number;
  /** Mean of |a − b| / |b| over the elements that should not be 0; over those of an all-zero tensor 0 or infinite. */
  readonly relative: number;
  /** Largest |a − b|. */
  readonly largest: number;
  readonly count: number;
}

/**
 * Compares element by element, in float64. Equal infinities differ by nothing, an infinity from anything else by
 * infinity; a NaN makes everything NaN. Throws RangeError when the lengths differ.
 */
export function measure(found: ArrayLike<number>, wanted: ArrayLike<number>): Measure {
  const cosine = cosineSimilarity(found, wanted);
  let squared = 0;
  let energy = 0;
  let relative = 0;
  let largest = 0;
  let nonZero = 0;
  for (let i = 0; i < wanted.length; i++) {
    const truth = wanted[i];
    const d = found[i] === truth ? 0 : Math.abs(found[i] - truth);
    const size = Math.abs(truth);
    squared += d * d;
    if (size !== Infinity) energy += size * size;
    if (size !== 0) {
      nonZero++;
      relative += d === Infinity ? d : d / size;
    }
    if (d > largest) largest = d;
  }
  if (Number.isNaN(squared)) largest = NaN;
  const ofZeros = squared === 0 ? 0 : squared / 0;
  return {
    cosine: squared === 0 ? 1 : cosine,
    squared,
    energy,
    relative: nonZero === 0 ? ofZeros : relative / nonZero,
    largest,
    count: wanted.length,
  };
}

/**
 * One distance of many measures, of outputs and samples alike.
 *
 * - cosine-similarity: the mean of a·b / (‖a‖‖b‖);
 * - mse: the mean of Σ(a − b)² / N;
 * - mre: the mean of the means of |a − b| / |b|, elements left out whose b is 0;
 * - sqnr: 10·log10(Σb² / Σ(a − b)²) in dB, both sums over all of them; infinite where nothing differs;
 * - chebyshev: the largest |a − b| of all.
 */
export function combined(metric: Metric, measures: readonly Measure[]): number {
  switch (metric) {
    case 'cosine-similarity':
      return mean(measures, ({ cosine }) => cosine);
    case 'mse':
      return mean(measures, ({ squared, count }) => (count === 0 ? 0 : squared / count));
    case 'mre':
      return mean(measures, ({ relative }) => relative);
    case 'sqnr':
      return decibels(
        sum(measures, ({ energy }) => energy),
        sum(measures, ({ squared }) => squared),
      );
    case 'chebyshev':
      return measures.reduce((most, { largest }) => (Number.isNaN(most) || largest <= most ? most : largest), 0);
  }
}

/** Whether smaller values of a metric are the worse ones. */
export function lessIsWorse(metric: Metric): boolean {
  return metric === 'cosine-similarity' || metric === 'sqnr';
}

/** Orders values of a metric, the worst first; NaN is worse than any number. */
export function compareWorst(metric: Metric, a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  if (a === b) return 0;
  return lessIsWorse(metric) === a < b ? -1 : 1;
}

function decibels(energy: number, squared: number): number {
  return squared === 0 ? Infinity : 10 * Math.log10(energy / squared);
}

function mean(measures: readonly Measure[], of: (measure: Measure) => number): number {
  return sum(measures, of) / measures.length;
}

function sum(measures: readonly Measure[], of: (measure: Measure) => number): number {
  return measures.reduce((total, each) => total + of(each), 0);
}
