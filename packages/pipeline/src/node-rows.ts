import { type GraphView, inputTypes, outputTypes, typesRead } from '@openbpu/ir';
import { typeName } from '@openbpu/ops';
import type { RecordNode } from '@openbpu/record';

/** One row a node, as every table shows it: where it runs, as what, between which types. */
export function nodeRows(graph: GraphView): RecordNode[] {
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
        outType: placement.output,
      };
    return {
      ...common,
      on: 'CPU',
      subgraph: null,
      type: typeName(node),
      inType: 'float',
      outType: 'float',
      ...(placement ? { because: placement.because } : {}),
    };
  });
}
