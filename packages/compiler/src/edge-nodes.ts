import { type EdgeForm, type EdgeSide, type GraphView, type Node, ABSENT, edgeForm } from '@openbpu/ir';

/** Where a node stands at the edge, and what it is there. */
export interface AtEdge {
  readonly side: EdgeSide;
  readonly form: EdgeForm;
}

/**
 * The nodes at the edge of a model that are not on the BPU, each with the side it stands at: behind inputs only
 * (through other such nodes), or before outputs only. A node that is both is at the input.
 */
export function edgeNodes(graph: GraphView): ReadonlyMap<string, AtEdge> {
  const found = new Map<string, AtEdge>();
  const formOf = (node: Node) => (node.placement?.on === 'bpu' ? undefined : edgeForm(node));
  for (const node of graph.nodes) {
    const form = formOf(node);
    const data = node.inputs.filter((id) => id !== ABSENT && !graph.value(id).constant);
    const outside = (id: string) => {
      const producer = graph.producer(id);
      return producer === undefined || found.get(producer.id)?.side === 'input';
    };
    if (form && data.length > 0 && data.every(outside)) found.set(node.id, { side: 'input', form });
  }
  for (const node of graph.nodes.toReversed()) {
    const form = formOf(node);
    if (found.has(node.id) || !form) continue;
    if (node.outputs.every((id) => graph.consumers(id).every((reader) => found.get(reader.id)?.side === 'output')))
      found.set(node.id, { side: 'output', form });
  }
  return found;
}
