import type { GraphProto } from '@openbpu/onnx';
import { type PlacedNode, withInnerGraphs } from './inner-graphs';

/** The domain of ONNX Runtime's own operators, and which of them became standard ones as they were. */
const CONTRIBUTED = 'com.microsoft';
const PAIR: ReadonlySet<string | undefined> = new Set(['QuantizeLinear', 'DequantizeLinear']);
/** The first version of the standard ones that takes all element types of the contributed ones, 16 bits among them. */
const SINCE = 21;

/**
 * A graph whose nodes that quantise and dequantise by operators of ONNX Runtime's own are the standard ones: quantisers
 * write those where the operator set of the model has no integers of 16 bits yet. The graphs inside nodes are rewritten
 * as well.
 */
export function standardPairs(graph: GraphProto): GraphProto {
  return { ...graph, node: graph.node.map(standard) };
}

function standard(node: PlacedNode): PlacedNode {
  if (node.domain === CONTRIBUTED && PAIR.has(node.opType)) return { ...node, domain: '', opset: SINCE };
  return withInnerGraphs(node, standardPairs);
}
