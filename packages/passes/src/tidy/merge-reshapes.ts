import { rewritePass } from '@openbpu/core';
import { type GraphView, type Node, PatchBuilder } from '@openbpu/ir';
import { Reshape, Transpose } from '@openbpu/ops';
import { removedWith } from './sole-producer';

/**
 * Before: Reshape -> Reshape, where either may be a Transpose that moves only dimensions of 1
 * After: one Reshape, named like the second; remove-identity takes it away when it changes nothing
 * Conditions: none; where somebody else reads the first, it stays for them.
 */
export const mergeReshapes = rewritePass<'original'>({
  name: 'merge-reshapes',
  summary: 'Merges reshapes that follow each other.',
  rewrite(node, graph) {
    const first = isReshape(node, graph) ? graph.producer(node.inputs[0]) : undefined;
    if (!first || !isReshape(first, graph)) return undefined;
    const gone = removedWith(node, first, graph);
    const build = new PatchBuilder(graph, `merge the reshapes "${first.id}" and "${node.id}"`).remove(...gone);
    build.node({
      ...node,
      op: Reshape,
      attrs: { shape: graph.value(node.outputs[0]).type.shape },
      inputs: first.inputs,
      origins: gone.flatMap(({ origins }) => origins),
    });
    return build.build();
  },
});

/** Whether the elements keep their order: all dimensions larger than 1 stay in theirs. */
function isReshape(node: Node, graph: GraphView): boolean {
  if (!Transpose.is(node)) return Reshape.is(node);
  const { shape } = graph.value(node.inputs[0]).type;
  const long = node.attrs.perm.filter((axis) => shape[axis] !== 1);
  return long.every((axis, i) => i === 0 || axis > long[i - 1]);
}
