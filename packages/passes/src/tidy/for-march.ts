import type { Constraint, QuantPolicy } from '@openbpu/core';
import type { Graph, GraphPatch, GraphView, Node } from '@openbpu/ir';

/** What a march carries out: its rules, and the ops it has. */
export interface March {
  readonly constraints: readonly Constraint[];
  readonly policy: Pick<QuantPolicy, 'quantise'>;
}

/** Whether a march does not carry out a node unless the user asks: it lacks the op, or one of its rules says no. */
export function isRefused(march: March, node: Node, graph: GraphView): boolean {
  return howOf(march, node) === 'manual' || isRefusedAsked(march, node, graph);
}

/** Whether a march does not carry out a node even where the user asks for it. */
export function isRefusedAsked(march: March, node: Node, graph: GraphView): boolean {
  if (howOf(march, node) === undefined) return true;
  return march.constraints.some(
    (rule) =>
      (rule.appliesTo === 'every-op' || rule.appliesTo.includes(node.op.name)) && rule.check(node, graph) !== true,
  );
}

/** How a march has the op of a node, if it has an integer form at all. */
export function howOf({ policy }: March, node: Node): 'active' | 'passive' | 'manual' | undefined {
  return node.op.integer && policy.quantise[node.op.name];
}

/**
 * Offers another way to write each node that the march refuses, and takes it where the march then refuses fewer nodes
 * than of those it stands for. What a march takes as it stands is never touched. Few nodes have another way and the
 * rules are many, so the way is sought first.
 */
export function forMarch(
  graph: Graph<'original'>,
  march: March,
  propose: (node: Node, graph: Graph<'original'>) => GraphPatch | undefined,
): Graph<'original'> {
  const refused = (nodes: readonly Node[], view: GraphView) =>
    nodes.filter((node) => isRefused(march, node, view)).length;
  let current = graph;
  for (const { id } of graph.nodes) {
    const node = current.node(id);
    const patch = node && propose(node, current);
    if (!patch || !isRefused(march, node, current)) continue;
    const written = current.apply(patch);
    const before = (patch.remove ?? []).map((removed) => current.node(removed)!);
    if (refused(patch.nodes ?? [], written) < refused(before, current)) current = written;
  }
  return current;
}
