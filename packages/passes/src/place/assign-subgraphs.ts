import type { GraphView, Node, NodeId } from '@openbpu/ir';

/**
 * Numbers the BPU subgraphs: BPU nodes that no CPU node separates share a number, and a node's number is never smaller
 * than that of anything before it, so that subgraphs can run one after the other.
 */
export function assignSubgraphs(graph: GraphView, onBpu: (node: Node) => boolean): Map<NodeId, number> {
  const depths = new Map<NodeId, number>();
  for (const node of graph.nodes) {
    let depth = 0;
    for (const id of node.inputs) {
      const producer = graph.producer(id);
      if (!producer) continue;
      const crosses = onBpu(producer) && !onBpu(node);
      depth = Math.max(depth, depths.get(producer.id)! + (crosses ? 1 : 0));
    }
    depths.set(node.id, depth);
  }
  const used = [...new Set(graph.nodes.filter(onBpu).map((node) => depths.get(node.id)!))].sort((a, b) => a - b);
  return new Map(graph.nodes.filter(onBpu).map((node) => [node.id, used.indexOf(depths.get(node.id)!)]));
}
