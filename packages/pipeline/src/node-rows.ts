import { type GraphView, type Node, inputTypes, outputTypes, typesRead } from '@openbpu/ir';
import { typeName } from '@openbpu/ops';
import { subgraphsOpened } from '@openbpu/passes';
import type { RecordNode } from '@openbpu/record';

/** One row a node, as every table shows it: where it runs, as what, between which types, and what it cuts. */
export function nodeRows(graph: GraphView): RecordNode[] {
  const opened = subgraphsOpened(graph);
  return graph.nodes.map((node) => {
    const { placement } = node;
    const macs = node.op.macs?.(inputTypes(graph, node), outputTypes(graph, node), node.attrs);
    const common = { node: node.id, origins: node.origins, ...(macs === undefined ? {} : { macs }) };
    if (placement?.on === 'bpu')
      return {
        ...common,
        on: 'BPU',
        subgraph: placement.subgraph,
        type: node.op.integer?.type ?? node.op.name,
        inType: typesRead(placement),
        outType: givesPlaces(node) ? 'int32' : placement.output,
      };
    const opens = opened.get(node.id);
    return {
      ...common,
      on: 'CPU',
      subgraph: null,
      type: typeName(node),
      inType: 'float',
      outType: 'float',
      ...(placement ? { because: placement.because } : {}),
      ...(opens ? { opens } : {}),
    };
  });
}

/** Whether all that a node gives are places, whole numbers that no request makes anything else. */
function givesPlaces({ op, outputs }: Node): boolean {
  return op.integer?.indices?.length === outputs.length;
}
