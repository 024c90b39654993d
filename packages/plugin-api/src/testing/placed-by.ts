import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph, typesRead } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { Place, type PlacementRequests, foldActivation, gemmToConv } from '@openbpu/passes';
import type { Backend } from '../backend';

/** Where a march puts one node: its name, its type as tables show it, and `bpu id(0) int8/int8` or `cpu`. */
export type PlacedRow = readonly [node: string, type: string, where: string];

/**
 * Places a float model, written as the text of its graph, as a conversion does once matrix products are convolutions
 * and activations are folded into them.
 */
export async function placedBy(backend: Backend, text: string, requests: PlacementRequests = {}): Promise<PlacedRow[]> {
  const context = { ops: standardOps(), sink: new CollectingSink() };
  const convolved = await gemmToConv.run(parseGraph(text, context.ops, 'original'), context);
  const graph = await foldActivation.run(convolved, context);
  const { nodes } = new Place(backend.constraints, backend.policy, requests).run(graph, context);
  return nodes.map(({ id, op, placement }) => [
    id,
    op.integer?.type ?? op.name,
    placement?.on === 'bpu' ? `bpu id(${placement.subgraph}) ${typesRead(placement)}/${placement.output}` : 'cpu',
  ]);
}
