import type { GraphView, Node, NodeId } from '@openbpu/ir';

/** The chosen nodes in groups that hang together: two nodes are neighbours when one reads what the other makes. */
export function islands(graph: GraphView, chosen: (node: Node) => boolean): Node[][] {
  const parent = new Map<NodeId, NodeId>();
  const find = (id: NodeId): NodeId => {
    let root = id;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    if (root !== id) parent.set(id, root);
    return root;
  };
  const members = graph.nodes.filter(chosen);
  for (const node of members) {
    for (const input of node.inputs) {
      const producer = graph.producer(input);
      if (!producer || !chosen(producer)) continue;
      const [a, b] = [find(node.id), find(producer.id)];
      if (a !== b) parent.set(a, b);
    }
  }
  const groups = new Map<NodeId, Node[]>();
  for (const node of members) {
    const root = find(node.id);
    const group = groups.get(root);
    if (group) group.push(node);
    else groups.set(root, [node]);
  }
  return [...groups.values()];
}
