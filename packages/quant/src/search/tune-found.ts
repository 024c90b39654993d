import type { Graph } from '@openbpu/ir';
import type { Tensor } from '@openbpu/tensor';
import { outputError } from '../block/output-error';
import { type TunedBlock, heldBack, mostSamples, tuneBlocks } from '../block/tune-blocks';
import { spread } from '../listen';
import { type Found, JUDGED_SAMPLES, type SearchTools, notJudged } from './search';

/** What a search settled, and what became of its blocks behind it. */
export interface FoundTuned extends Found {
  /** Absent where there was nothing to tune. */
  readonly tuned?: readonly TunedBlock[];
}

/** How many of the blocks, the first ones, are tried: all of them, and where the outputs do not like that, fewer. */
const SHARES = [1, 1 / 2, 1 / 4];

/**
 * Tunes the blocks of what a search found (`tuneBlocks`), on samples that `judge` does not see where there are enough,
 * and keeps all of it, or what the first blocks give, where the outputs come closer to those of the float model on the
 * samples that are held back and those that are judged, taken together (`outputError`). What won a search is the best
 * of many on the judged samples, and not so far ahead on others: on those alone nothing would ever follow it.
 */
export async function tuneFound<F extends Found>(
  graph: Graph<'optimized'>,
  tools: Pick<SearchTools, 'samples' | 'feeds' | 'lanes' | 'judge' | 'progress'>,
  found: F,
  measure: typeof outputError = outputError,
): Promise<F & FoundTuned> {
  const { lanes, feeds, judge, progress = () => {} } = tools;
  const samples = await samplesToTune(graph, tools);
  const { blocks, constants } = await tuneBlocks(graph, found.thresholds, samples, lanes, (done, total) =>
    progress('tune', done, total),
  );
  if (blocks.length === 0) return found;
  const held = heldBack(samples.length);
  const judged = await Promise.all(tools.samples.slice(0, JUDGED_SAMPLES).map((sample) => feeds(sample)));
  const errorOf = measure(graph, [...samples.filter((_, i) => held[i]), ...judged], lanes);
  const most = await errorOf(found.thresholds);
  const changed = [...blocks.keys()].filter((i) => blocks[i].kept);
  for (const count of new Set(SHARES.map((share) => Math.ceil(share * changed.length)))) {
    if (count === 0) break;
    const last = changed[count - 1];
    const thresholds = { ...found.thresholds, ...constants[last] };
    if (!((await errorOf(thresholds)) < most)) continue;
    const method = `${found.method},tuned${count === changed.length ? '' : `:blocks=${count}`}`;
    const cosine = await judge(thresholds);
    const candidates = [...found.candidates, { method, cosine: Number.isNaN(cosine) ? null : cosine }];
    return { ...found, thresholds, method, candidates, tuned: keptUntil(blocks, last) };
  }
  return { ...found, tuned: keptUntil(blocks, -1) };
}

/** What the float model is fed with where blocks are tuned: samples that are not judged, where there are enough. */
export async function samplesToTune(
  graph: Graph<'optimized'>,
  { samples, feeds }: Pick<SearchTools, 'samples' | 'feeds'>,
): Promise<readonly ReadonlyMap<string, Tensor>[]> {
  const there = notJudged(samples);
  return Promise.all(spread(there, mostSamples(graph, there.length)).map((sample) => feeds(sample)));
}

/** The blocks, of which no later one than this stayed as tuned. */
function keptUntil(blocks: readonly TunedBlock[], last: number): TunedBlock[] {
  return blocks.map((block, i) => (block.kept && i > last ? { ...block, kept: false } : block));
}
