import { rewritePass } from '@openbpu/core';
import { type Node, PatchBuilder } from '@openbpu/ir';
import { Clip, Relu } from '@openbpu/ops';
import { type Interval, provenRange } from '../place/proven-range';

/** What a clamp lets through as it is. */
function letThrough(node: Node): Interval | undefined {
  if (Relu.is(node)) return { low: 0, high: Infinity };
  return Clip.is(node) ? { low: node.attrs.min, high: node.attrs.max } : undefined;
}

/**
 * Before: x -> Relu | Clip -> y
 * After: x
 * Conditions: x lies within the bounds whatever the input of the model is. Where y is an output of the graph, x must be
 * made by a node that is no output itself.
 */
export const dropIdleClamp = rewritePass<'original'>({
  name: 'drop-idle-clamp',
  summary: 'Removes a Relu or Clip of what lies within its bounds anyhow.',
  rewrite(node, graph) {
    const within = letThrough(node);
    if (!within) return undefined;
    const [x] = node.inputs;
    const [y] = node.outputs;
    const { low, high } = provenRange(graph, x);
    if (!(low >= within.low && high <= within.high)) return undefined;
    if (graph.isOutput(y) && (!graph.producer(x) || graph.isOutput(x))) return undefined;
    return new PatchBuilder(graph, `remove "${node.id}", whose operand keeps its bounds`)
      .remove(node)
      .replace(y, x)
      .build();
  },
});
