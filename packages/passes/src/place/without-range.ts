import type { Diagnostic, Sink } from '@openbpu/diagnostics';
import {
  type Graph,
  type GraphView,
  type Node,
  type NodeId,
  type StatedRanges,
  type ValueId,
  statedMetadata,
  userName,
} from '@openbpu/ir';
import { typeName } from '@openbpu/ops';
import { PASSES } from '../catalogue';
import { calibratedActivations } from '../quantise/activations';
import { givesAccumulators } from './accumulators';
import { isComputed } from './asked-tensors';
import type { MaskedSum } from './masked-sums';
import type { PlacementRequests } from './requests';

/**
 * Keeps what reads or gives a tensor without a range off the BPU, readers first: what feeds none of them there and
 * gives accumulators needs no range, nor does a masked sum, an image, a mask or a place. Adds to the refusals, and
 * gives those in the order of the nodes.
 */
export function refuseWithoutRange(
  graph: GraphView,
  refusals: Map<NodeId, Diagnostic>,
  loaded: StatedRanges,
  saturating: readonly MaskedSum[],
  { images = new Set(), outputType }: Pick<PlacementRequests, 'images' | 'outputType'>,
): Diagnostic[] {
  const refused: Diagnostic[] = [];
  const follow = new Set(saturating.flatMap(({ tensors }) => tensors));
  const onBpu = ({ id }: Node) => !refusals.has(id);
  const lacks = (id: ValueId) =>
    isComputed(graph, id) &&
    graph.value(id).type.dtype === 'float32' &&
    !loaded.has(id) &&
    !follow.has(id) &&
    !images.has(id);
  for (const node of graph.nodes.toReversed()) {
    if (!onBpu(node)) continue;
    const isWanted = outputType !== undefined && node.outputs.some((id) => graph.isOutput(id));
    const dtype = loaded.get(node.inputs[0])?.type ?? 'int8';
    const isLast = !isWanted && givesAccumulators(node, graph, onBpu, dtype);
    const read = node.inputs.find(lacks);
    const tensor = read ?? (isLast ? undefined : node.outputs.find(lacks));
    if (tensor === undefined) continue;
    const facts = { type: typeName(node), node: userName(node), tensor, side: read ? 'reads' : 'gives' } as const;
    const because = PASSES.withoutRange(facts, node.origins[0]);
    refusals.set(node.id, because);
    refused.unshift(because);
  }
  return refused;
}

/** A placed graph that states the ranges of all its activations; tells which of them were derived. */
export function withLoaded(
  placed: Graph<'optimized'>,
  loaded: StatedRanges,
  { images = new Set() }: Pick<PlacementRequests, 'images'>,
  sink: Sink,
): Graph<'optimized'> {
  const needed = new Set(calibratedActivations(placed).filter((id) => !images.has(id)));
  const kept = [...loaded].filter(([id, { derived }]) => !derived || needed.has(id));
  const tensors = kept.filter(([, { derived }]) => derived).map(([id]) => id);
  if (tensors.length > 0) sink.report(PASSES.derivedRanges({ tensors }));
  return placed.at('optimized', statedMetadata(new Map(kept)));
}
