import type { GraphView, Node } from '@openbpu/ir';
import { soleProducer } from './sole-producer';

/**
 * What goes when `node` no longer reads `before`: both, in the order of the data, or `node` alone where `before` has
 * other readers.
 */
export function removedWith(node: Node, before: Node, graph: GraphView): readonly Node[] {
  return soleProducer(graph, before.outputs[0]) ? [before, node] : [node];
}
