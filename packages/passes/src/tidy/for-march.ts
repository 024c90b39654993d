import type { Constraint } from '@openbpu/core';
import type { Graph, GraphPatch, GraphView, Node } from '@openbpu/ir';

/** Whether some rule of a march refuses a node. */
function isRefused(constraints: readonly Constraint[], node: Node, graph: GraphView): boolean {
  return constraints.some((rule) => (rule.appliesTo === 'every-op' || rule.appliesTo.includes(node.op.name)) && rule.check(node, graph) !== true);
}

/**
 * Offers another way to write each node that a rule of the march refuses, and takes it where the march refuses none of
 * the nodes it is made of. What a march takes as it stands is never touched.
 */
export function forMarch(graph: Graph<'original'>, constraints: readonly Constraint[], propose: (node: Node, graph: Graph<'original'>) => GraphPatch | undefined): Graph<'original'> {
  let current = graph;
  for (const { id } of graph.nodes) {
    const node = current.node(id);
    const patch = node && isRefused(constraints, node, current) ? propose(node, current) : undefined;
    if (!patch) continue;
    const written = current.apply(patch);
    if ((patch.nodes ?? []).every((made) => !isRefused(constraints, made, written))) current = written;
  }
  return current;
}
