import type { Graph } from '@openbpu/ir';
import { channelJoints } from '../equalise/channel-classes';
import { type Equalised, type EqualisedJoint, equalise } from '../equalise/equalise';
import type { ChannelFactors } from '../equalise/rescale';
import { type Found, Search, type SearchRequest, type SearchTools } from './search';

/** What a search settled, with what was done with the scales of the float model before. */
export interface FoundEqualised extends Found {
  /** Absent where the model as it is did no worse, or nothing could be moved. */
  readonly equalised?: {
    /** What `rescale` makes the graph of that the thresholds are for. */
    readonly factors: ChannelFactors;
    readonly joints: readonly EqualisedJoint[];
  };
}

/**
 * A search on the graph as it is, and another one on what equalisation makes of it; the better one by what `judge`
 * says, the first of equals. `toolsOf` gives the tools for each, whose judges compare with the same float outputs.
 */
export async function searchEqualised(
  graph: Graph<'optimized'>,
  toolsOf: (graph: Graph<'optimized'>) => SearchTools,
  request: SearchRequest,
): Promise<FoundEqualised> {
  const search = new Search(graph, toolsOf(graph));
  const found = await search.run(request);
  const equalised = await equalisedGraph(graph, search);
  if (!equalised) return found;
  const { graph: equal, factors, joints } = equalised;
  const other = await new Search(equal, { ...toolsOf(equal), heard: () => {} }).run(request);
  const named = other.candidates.map(({ method, cosine }) => ({ method: `equalised,${method}`, cosine }));
  const candidates = [...found.candidates, ...named];
  if (!(bestOf(other) > bestOf(found))) return { ...found, candidates };
  return { ...other, method: `equalised,${other.method}`, candidates, equalised: { factors, joints } };
}

/** A graph with scales of channels moved by what samples make them reach; undefined where none can be. */
export async function equalisedGraph(
  graph: Graph<'optimized'>,
  search: Pick<Search, 'channelRanges'>,
): Promise<Equalised | undefined> {
  const tensors = channelJoints(graph).joints.flatMap((joint) => joint.tensors);
  if (tensors.length === 0) return undefined;
  const heard = Array.from(
    await search.channelRanges(tensors),
    ([id, { lows, highs }]) => [id, highs.map((high, c) => Math.max(high, -lows[c]))] as const,
  );
  const equalised = equalise(graph, new Map(heard));
  return equalised.graph === graph ? undefined : equalised;
}

/** The cosine of what won. */
function bestOf({ method, candidates }: Found): number {
  return candidates.find((each) => each.method === method)?.cosine ?? -Infinity;
}
