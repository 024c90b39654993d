import { rewritePass } from '@openbpu/core';
import { PatchBuilder, type GraphView, type Node } from '@openbpu/ir';
import { AveragePool, Clip, Concat, Identity, MaxPool, Reshape, Transpose } from '@openbpu/ops';
import { sameShape } from '@openbpu/tensor';

/** A bound of this magnitude, as the largest float32 is, bounds nothing. */
export const NO_BOUND = 1e30;

/** Whether the output of a node is its first input, element for element. */
function changesNothing(node: Node, graph: GraphView): boolean {
  if (Identity.is(node)) return true;
  if (Clip.is(node)) return node.attrs.min <= -NO_BOUND && node.attrs.max >= NO_BOUND;
  if (Transpose.is(node)) return node.attrs.perm.every((axis, i) => axis === i);
  if (Reshape.is(node))
    return sameShape(graph.value(node.inputs[0]).type.shape, graph.value(node.outputs[0]).type.shape);
  if (AveragePool.is(node) || MaxPool.is(node)) {
    const { kernel, strides, pads } = node.attrs;
    return [...kernel, ...strides].every((size) => size === 1) && pads.every((width) => width === 0);
  }
  return Concat.is(node) && node.inputs.length === 1;
}

/**
 * Before: x -> Identity | Transpose to the same order | Reshape to the same shape | Concat of one | Clip without
 * bounds | AveragePool or MaxPool of single pixels -> y
 * After: x
 * Conditions: where y is an output of the graph, x must be made by a node that is no output itself.
 */
export const removeIdentity = rewritePass<'original'>({
  name: 'remove-identity',
  summary: 'Removes nodes that give what they get.',
  rewrite(node, graph) {
    if (!changesNothing(node, graph)) return undefined;
    const [x] = node.inputs;
    const [y] = node.outputs;
    if (graph.isOutput(y) && (!graph.producer(x) || graph.isOutput(x))) return undefined;
    return new PatchBuilder(graph, `remove "${node.id}"`).remove(node).replace(y, x).build();
  },
});
