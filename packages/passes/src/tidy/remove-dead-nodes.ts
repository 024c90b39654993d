import type { Pass } from '@openbpu/core';
import type { Graph, NodeId } from '@openbpu/ir';

/** Before: a node whose outputs nobody reads. After: nothing. Conditions: none of them is an output of the graph. */
export const removeDeadNodes: Pass<'original'> = {
  name: 'remove-dead-nodes',
  summary: 'Removes nodes whose results nobody reads.',
  run(graph: Graph<'original'>): Graph<'original'> {
    const dead: NodeId[] = [];
    const alive = new Set(graph.outputs);
    for (const node of [...graph.nodes].reverse()) {
      if (node.outputs.some((id) => alive.has(id))) for (const id of node.inputs) alive.add(id);
      else dead.push(node.id);
    }
    return dead.length === 0 ? graph : graph.apply({ label: `remove ${dead.length} dead nodes`, remove: dead });
  },
};
