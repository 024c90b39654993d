import type { Instrument } from '@openbpu/core';
import type { Graph, Node } from '@openbpu/ir';
import type { RecordPass } from '@openbpu/record';

/** Listens to pass lists: which passes changed the graph, and how many nodes each made, changed or removed. */
export class PassRecorder implements Instrument {
  private readonly changed: RecordPass[] = [];

  /** In the order they ran; passes that changed nothing are left out. */
  get passes(): readonly RecordPass[] {
    return this.changed;
  }

  after({ name }: { readonly name: string }, graph: Pick<Graph, 'nodes'>, previous: Pick<Graph, 'nodes'>): void {
    const patches = changedNodes(previous.nodes, graph.nodes);
    if (patches > 0) this.changed.push({ name, patches });
  }
}

/** Nodes of either list that have no identical twin in the other; a node that changed counts once. */
function changedNodes(before: readonly Node[], after: readonly Node[]): number {
  const old = new Set(before);
  const ids = new Set(after.map(({ id }) => id));
  return after.filter((node) => !old.has(node)).length + before.filter(({ id }) => !ids.has(id)).length;
}
