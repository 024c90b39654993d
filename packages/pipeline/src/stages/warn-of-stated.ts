import type { Sink } from '@openbpu/diagnostics';
import { type Graph, statedRanges, userName } from '@openbpu/ir';
import { PIPELINE } from '../catalogue';

/** Reasons that tell by themselves: the recipe asks for the CPU, or a range is missing. */
const TOLD: ReadonlySet<string> = new Set(['PAS005', 'PAS043']);

/**
 * Warns of every node on the CPU whose result a placed model says how to quantise, where a rule of the march or the
 * operator itself keeps it there; not of one that only moves data. What lacks a range was told of by its placement.
 */
export function warnOfStated(graph: Graph<'optimized'>, sink: Sink): void {
  const ranges = statedRanges(graph.metadata);
  for (const node of graph.nodes) {
    const tensor = node.outputs.find((id) => ranges.has(id) && !ranges.get(id)!.derived);
    if (node.placement?.on !== 'cpu' || tensor === undefined || node.op.onlyMoves) continue;
    const { because } = node.placement;
    if (!TOLD.has(because.code))
      sink.report(PIPELINE.statedOnCpu({ node: userName(node), tensor, reason: because.message }, node.origins[0]));
  }
}
