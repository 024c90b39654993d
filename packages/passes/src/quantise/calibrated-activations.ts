import { ABSENT, type GraphView, type ValueId } from '@openbpu/ir';

/**
 * The activations that need a threshold: whatever a BPU node reads or writes, tails excepted. In topological order.
 */
export function calibratedActivations(graph: GraphView): ValueId[] {
  const ids = new Set<ValueId>();
  for (const node of graph.nodes) {
    if (node.placement?.on !== 'bpu') continue;
    for (const id of node.inputs) if (id !== ABSENT && graph.value(id).constant === undefined) ids.add(id);
    if (node.placement.output !== 'int32') for (const id of node.outputs) ids.add(id);
  }
  return [...ids];
}
