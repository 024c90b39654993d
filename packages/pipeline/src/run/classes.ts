import { topK } from '@openbpu/vision';

export interface RankedClass {
  readonly label: number;
  readonly probability: number;
}

/** Allowed distance of a sum of probabilities from 1. */
const SUM_TOLERANCE = 0.01;

/**
 * The best classes of a list of scores; scores that are no distribution yet go through a softmax. None where a score is
 * NaN.
 */
export function bestClasses(scores: ArrayLike<number>, count = 5): RankedClass[] {
  const values = Float64Array.from(scores);
  return values.some(Number.isNaN)
    ? []
    : topK(asProbabilities(values), count).map(({ index, value }) => ({ label: index, probability: value }));
}

function asProbabilities(values: Float64Array): Float64Array {
  const sum = values.reduce((a, b) => a + b, 0);
  if (values.every((value) => value >= 0 && value <= 1) && Math.abs(sum - 1) < SUM_TOLERANCE) return values;
  const max = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const exponentials = values.map((value) => (value === max ? 1 : Math.exp(value - max)));
  const total = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / total);
}
