import type { GraphView, Node, ValueId } from '@openbpu/ir';

/**
 * The node that makes `id` where one node reads it and it is no output of the graph, so that both may become one; else
 * undefined.
 */
export function soleProducer(graph: GraphView, id: ValueId): Node | undefined {
  const node = graph.producer(id);
  const alone = node && node.outputs.length === 1 && !graph.isOutput(id) && graph.consumers(id).length === 1;
  return alone ? node : undefined;
}

/**
 * What goes when `node` no longer reads `before`: both, in the order of the data, or `node` alone where `before` has
 * other readers.
 */
export function removedWith(node: Node, before: Node, graph: GraphView): readonly Node[] {
  return soleProducer(graph, before.outputs[0]) ? [before, node] : [node];
}
