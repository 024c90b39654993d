import { type Graph, type Node, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';

/** A graph from its textual form, and one of its nodes: the last when no name is given. */
export function nodeOf(text: string, id?: string): { readonly graph: Graph; readonly node: Node } {
  const graph = parseGraph(text, standardOps(), 'original');
  const node = id === undefined ? graph.nodes[graph.nodes.length - 1] : graph.node(id);
  if (!node) throw new Error(`no node ${id}`);
  return { graph, node };
}
