import type { LoweringRule } from '@openbpu/core';
import type { GraphView, Node, OpDef } from '@openbpu/ir';
import type { LayerOp } from '@openbpu/machine';

/** A rule whose function sees the node with its own attributes. */
export function defineLowering<A>(
  op: OpDef<A>,
  lower: (node: Node<A>, graph: GraphView) => readonly LayerOp[],
): LoweringRule {
  return {
    op,
    lower(node, graph) {
      if (!op.is(node)) throw new Error(`the rule of ${op.name} was asked about ${node.op.name}`);
      return lower(node, graph);
    },
  };
}
