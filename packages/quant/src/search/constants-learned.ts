import type { Graph } from '@openbpu/ir';
import type { Thresholds } from '@openbpu/passes';
import { correct } from '../correct/correct';
import { roundWeights } from '../round/round-weights';
import { type SearchTools, refinedOn } from './search';

/** Constants in place of those of a graph, under the name of how they were found. */
export interface LearnedConstants extends Pick<Thresholds, 'corrections' | 'roundedWeights'> {
  readonly name: 'corrected' | 'rounded' | 'rounded,corrected';
}

/** What makes up for rounding in the constants of a graph under given thresholds: biases, weights, and both. */
export async function constantsLearned(
  graph: Graph<'optimized'>,
  thresholds: Thresholds,
  { samples, feeds, lanes, progress = () => {} }: Pick<SearchTools, 'samples' | 'feeds' | 'lanes' | 'progress'>,
): Promise<readonly LearnedConstants[]> {
  const fed = await Promise.all(refinedOn(samples).map((sample) => feeds(sample)));
  const told = (what: string) => (done: number, total: number) => progress(what, done, total);
  const corrections = await correct(graph, thresholds, fed, lanes, told('correct'));
  const roundedWeights = await roundWeights(graph, thresholds, samples, lanes, told('round'));
  const both = await correct(graph, { ...thresholds, roundedWeights }, fed, lanes, told('correct'));
  return [
    { name: 'corrected', corrections },
    { name: 'rounded', roundedWeights },
    { name: 'rounded,corrected', roundedWeights, corrections: both },
  ];
}
