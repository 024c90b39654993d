import type { Graph } from '@openbpu/ir';
import type { Thresholds } from '@openbpu/passes';
import { tuneBlocks } from '../block/tune-blocks';
import { correct } from '../correct/correct';
import { roundWeights } from '../round/round-weights';
import { type SearchTools, refinedOn } from './search';
import { samplesToTune } from './tune-found';

/** Constants in place of those of a graph, under the name of how they were found. */
export interface LearnedConstants extends Pick<Thresholds, 'corrections' | 'roundedWeights'> {
  readonly name: 'corrected' | 'rounded' | 'rounded,corrected' | 'rounded,corrected,tuned';
}

/**
 * What makes up for rounding in the constants of a graph under given thresholds: biases, weights, and both; and, where
 * that is asked for, both tuned block by block.
 */
export async function constantsLearned(
  graph: Graph<'optimized'>,
  thresholds: Thresholds,
  { samples, feeds, lanes, progress = () => {} }: Pick<SearchTools, 'samples' | 'feeds' | 'lanes' | 'progress'>,
  tunes = false,
): Promise<readonly LearnedConstants[]> {
  const fed = await Promise.all(refinedOn(samples).map((sample) => feeds(sample)));
  const told = (what: string) => (done: number, total: number) => progress(what, done, total);
  const corrections = await correct(graph, thresholds, fed, lanes, told('correct'));
  const roundedWeights = await roundWeights(graph, thresholds, samples, lanes, told('round'));
  const both = await correct(graph, { ...thresholds, roundedWeights }, fed, lanes, told('correct'));
  const whole = { ...thresholds, roundedWeights, corrections: both };
  const { constants } = tunes
    ? await tuneBlocks(graph, whole, await samplesToTune(graph, { samples, feeds }), lanes, told('tune'))
    : { constants: [] };
  return [
    { name: 'corrected', corrections },
    { name: 'rounded', roundedWeights },
    { name: 'rounded,corrected', roundedWeights, corrections: both },
    ...constants.slice(-1).map((tuned) => ({ name: 'rounded,corrected,tuned' as const, ...tuned })),
  ];
}
