import { type Graph, type Node, statedRanges } from '@openbpu/ir';

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

/**
 * The nodes of a graph that quantise, dequantise or compute with quantised values, pairs aside that state a range;
 * undefined where there are none.
 */
export function quantisingNodes(graph: Graph): { readonly nodes: number; readonly opTypes: string[] } | undefined {
  const ranges = statedRanges(graph.metadata);
  const states = (node: Node | undefined) =>
    node !== undefined && opTypeOf(node) === 'QuantizeLinear' && ranges.has(node.inputs[0]);
  const found = graph.nodes.flatMap((node) => {
    const opType = opTypeOf(node);
    if (opType === undefined || !QUANTISING.has(opType)) return [];
    const inPair = states(node) || (opType === 'DequantizeLinear' && states(graph.producer(node.inputs[0])));
    return inPair ? [] : [opType];
  });
  return found.length === 0 ? undefined : { nodes: found.length, opTypes: [...new Set(found)].sort() };
}

function opTypeOf({ attrs }: Node): string | undefined {
  const { opType } = attrs as { readonly opType?: unknown };
  return typeof opType === 'string' ? opType : undefined;
}
