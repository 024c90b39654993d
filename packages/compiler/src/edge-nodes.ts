import { ABSENT, type GraphView, type Node } from '@openbpu/ir';

/** Names of the ops that may be removed where they stand between the model and the outside. */
export const EDGE_OPS: ReadonlySet<string> = new Set([
  'HzQuantize',
  'HzDequantize',
  'Transpose',
  'Cast',
  'Reshape',
  'Softmax',
  'HzSoftmax',
]);

/**
 * The nodes at the edge of a model that are not on the BPU, each with the side it stands at: behind inputs only
 * (through other such nodes), or before outputs only. A node that is both is at the input.
 */
export function edgeNodes(graph: GraphView): ReadonlyMap<string, 'input' | 'output'> {
  const sides = new Map<string, 'input' | 'output'>();
  const eligible = (node: Node) => EDGE_OPS.has(operatorName(node)) && node.placement?.on !== 'bpu';
  for (const node of graph.nodes) {
    const data = node.inputs.filter((id) => id !== ABSENT && !graph.value(id).constant);
    const outside = (id: string) => {
      const producer = graph.producer(id);
      return producer === undefined || sides.get(producer.id) === 'input';
    };
    if (eligible(node) && data.length > 0 && data.every(outside)) sides.set(node.id, 'input');
  }
  for (const node of graph.nodes.toReversed()) {
    if (sides.has(node.id) || !eligible(node)) continue;
    if (node.outputs.every((id) => graph.consumers(id).every((reader) => sides.get(reader.id) === 'output')))
      sides.set(node.id, 'output');
  }
  return sides;
}

/** The foreign name of an opaque operator, else the op's own. */
function operatorName(node: Node): string {
  const { attrs } = node;
  const foreign =
    node.op.name === 'OnnxOp' && typeof attrs === 'object' && attrs !== null && 'opType' in attrs
      ? attrs.opType
      : undefined;
  return typeof foreign === 'string' ? foreign : node.op.name;
}
