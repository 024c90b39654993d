import type { GraphView, NodeId, ValueId } from '@openbpu/ir';

/** A node whose output is less like the float model's than this has fallen; the guide's advice starts there. */
export const FALLEN = 0.98;

/** The first node, in the order of the graph, that `output` depends on and whose cosine is below `FALLEN`. */
export function firstFall(
  graph: GraphView,
  output: ValueId,
  cosines: ReadonlyMap<NodeId, number>,
): { readonly node: NodeId; readonly cosine: number } | undefined {
  const needed = new Set<ValueId>([output]);
  let first: { node: NodeId; cosine: number } | undefined;
  for (const node of [...graph.nodes].reverse()) {
    if (!node.outputs.some((id) => needed.has(id))) continue;
    for (const id of node.inputs) needed.add(id);
    const cosine = cosines.get(node.id);
    if (cosine !== undefined && cosine < FALLEN) first = { node: node.id, cosine };
  }
  return first;
}
