import type { Tensor } from '@openbpu/tensor';
import type { Scores } from './statistics-model';

/** What one run of the statistics model gave, by name. */
export type Answers = ReadonlyMap<string, Tensor>;

/** The best scores of a detector. */
const BEST = 5;

/**
 * How sure a net is in one run, of its outputs that are scores: the probability of its class, or the mean of its best
 * scores, 0..1. Undefined of a net without scores.
 */
export function certaintyOf(scores: readonly Scores[], run: Answers): number | undefined {
  if (scores.length === 0) return undefined;
  return mean(
    scores.map((each) =>
      each.classes ? Math.max(...probabilities(each, run)) : mean(best(foreground(each, run), BEST)),
    ),
  );
}

/** The largest of some values, in any order; 0 of none. */
function best(values: Iterable<number>, count: number): number[] {
  const found: number[] = [];
  let least = -Infinity;
  for (const value of values) {
    if (found.length === count && !(value > least)) continue;
    if (found.length === count) found[found.indexOf(least)] = value;
    else found.push(value);
    least = found.length === count ? Math.min(...found) : -Infinity;
  }
  return found.length === 0 ? [0] : found;
}

/** Scores without those of the commonest class, where each place has a distribution of them. */
function* foreground({ name, of }: Scores, run: Answers): Iterable<number> {
  const { data } = run.get(name)!;
  if (of === undefined || of < 2) return yield* Array.from(data, Number);
  const sums = Array.from({ length: of }, () => 0);
  for (let i = 0; i < data.length; i++) sums[i % of] += Number(data[i]);
  const background = sums.indexOf(Math.max(...sums));
  for (let i = 0; i < data.length; i++) if (i % of !== background) yield Number(data[i]);
}

/** What a run says of one distribution of classes. */
export function probabilities({ name, logits }: Scores, run: Answers): number[] {
  const values = Array.from(run.get(name)!.data, Number);
  if (!logits) return values;
  const most = Math.max(...values);
  const raised = values.map((value) => Math.exp(value - most));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
