import { ABSENT, type GraphView, type Node } from '@openbpu/ir';
import type { QuantDType } from '@openbpu/tensor';

/**
 * Whether a node that reads a type may give accumulators: int32 surely holds them, and nobody on the BPU reads them.
 */
export function givesAccumulators(
  node: Node,
  graph: GraphView,
  onBpu: (node: Node) => boolean,
  dtype: QuantDType,
): boolean {
  if (node.op.integer?.tabulates === true || isReadOnBpu(node, graph, onBpu)) return false;
  const inputs = node.inputs.map((id) => (id === ABSENT ? undefined : graph.value(id).type));
  return node.op.integer?.accumulates?.(node.attrs, { dtype, inputs }) === true;
}

/** Whether a node on the BPU reads what a node gives. */
export function isReadOnBpu({ outputs }: Node, graph: GraphView, onBpu: (node: Node) => boolean): boolean {
  return outputs.some((id) => graph.consumers(id).some(onBpu));
}
