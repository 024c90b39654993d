import { rewritePass } from '@openbpu/core';
import { PatchBuilder } from '@openbpu/ir';
import { ReduceMean, Reshape } from '@openbpu/ops';

/**
 * Before: ReduceMean that drops its axes
 * After: ReduceMean that keeps them as 1 -> Reshape, named `<mean>_reshape_output`
 * Conditions: none. What reads a vector of means meets the image of one pixel it was.
 */
export const meanKeepsDims = rewritePass<'original'>({
  name: 'mean-keeps-dims',
  summary: 'Writes a mean that drops its axes as one that keeps them, with a Reshape behind it.',
  rewrite(node, graph) {
    if (!ReduceMean.is(node) || node.attrs.keepdims) return undefined;
    const build = new PatchBuilder(graph, `let "${node.id}" keep its axes`).remove(node);
    const [y] = build.node({
      ...node,
      attrs: { ...node.attrs, keepdims: true },
      outputs: [build.free(`${node.id}_kept`)],
    });
    const { shape } = graph.value(node.outputs[0]).type;
    build.node({
      id: build.free(`${node.id}_reshape_output`),
      op: Reshape,
      inputs: [y],
      attrs: { shape },
      outputs: node.outputs,
      origins: node.origins,
    });
    return build.build();
  },
});
