import type { Graph, ValueId } from '@openbpu/ir';
import { TopK } from '@openbpu/ops';
import { type Tensor, hasDType } from '@openbpu/tensor';

/** What the float TopK of a graph read: ONNX leaves open how a NaN is ordered, and ONNX Runtime goes by its place. */
export function rankedValues(graph: Graph): ValueId[] {
  return graph.nodes.filter((node) => TopK.is(node)).map(({ inputs }) => inputs[0]);
}

/**
 * The values of one run that nothing settles: what a float TopK makes of elements with a NaN among them, and what is
 * computed from that. `known` are the values of `rankedValues`.
 */
export function openValues(graph: Graph, known: ReadonlyMap<ValueId, Tensor>): ReadonlySet<ValueId> {
  const open = new Set<ValueId>();
  for (const node of graph.nodes) {
    const leavesOpen = TopK.is(node) && holdsNaN(known.get(node.inputs[0]));
    if (leavesOpen || node.inputs.some((id) => open.has(id))) node.outputs.forEach((id) => open.add(id));
  }
  return open;
}

function holdsNaN(tensor: Tensor | undefined): boolean {
  return tensor !== undefined && hasDType(tensor, 'float32') && tensor.data.some(Number.isNaN);
}
