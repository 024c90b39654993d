import { type Graph, inputTypes, outputTypes } from '@openbpu/ir';

/** Multiply-accumulates of one run of a graph, as its ops count them. */
export function countMacs(graph: Graph): number {
  return graph.nodes.reduce(
    (sum, node) => sum + (node.op.macs?.(inputTypes(graph, node), outputTypes(graph, node), node.attrs) ?? 0),
    0,
  );
}
