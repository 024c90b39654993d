import type { LoweringRule } from '@openbpu/core';
import { constantOf, type GraphView, type Node, type OpDef } from '@openbpu/ir';
import type { LayerOp } from '@openbpu/machine';
import { expectDType } from '@openbpu/tensor';

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

/**
 * The one float32 behind a constant input. Throws Error when it is computed or not alone: the quantise pass is wrong.
 */
export function scalar(graph: GraphView, id: string): number {
  const constant = constantOf(graph, id);
  if (constant?.data.length !== 1) throw new Error(`"${id}" is no constant of one element`);
  return expectDType(constant, 'float32').data[0];
}
