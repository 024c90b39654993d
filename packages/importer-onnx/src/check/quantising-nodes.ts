import type { Graph } from '@openbpu/ir';

/** Operators that only a quantised model has. */
const QUANTISING: ReadonlySet<string> = new Set([
  'ConvInteger',
  'DequantizeLinear',
  'DynamicQuantizeLinear',
  'MatMulInteger',
  'QLinearConv',
  'QLinearMatMul',
  'QuantizeLinear',
]);

/** The nodes of a graph that quantise, dequantise or compute with quantised values; undefined where there are none. */
export function quantisingNodes(graph: Graph): { readonly nodes: number; readonly opTypes: string[] } | undefined {
  const found = graph.nodes.flatMap(({ attrs }) => {
    const { opType } = attrs as { readonly opType?: unknown };
    return typeof opType === 'string' && QUANTISING.has(opType) ? [opType] : [];
  });
  return found.length === 0 ? undefined : { nodes: found.length, opTypes: [...new Set(found)].sort() };
}
