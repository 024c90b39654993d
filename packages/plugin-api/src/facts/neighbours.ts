import { type GraphView, type Node, constantOf } from '@openbpu/ir';
import { Add, Conv, Softmax } from '@openbpu/ops';
import { eqArr } from './shape-helpers';

/**
 * Whether a consumer can be expected on the BPU: it has an integer form, and where it only moves data, so has something
 * behind it. What placement decides later may differ; the rules that ask are about the usual case.
 */
export function nextOnBpu(node: Node, graph: GraphView): boolean {
  return node.outputs.some((id) => graph.consumers(id).some((consumer) => expectedOnBpu(consumer, graph)));
}

function expectedOnBpu(node: Node, graph: GraphView): boolean {
  if (!node.op.integer || Softmax.is(node)) return false;
  return !node.op.onlyMoves || nextOnBpu(node, graph);
}

/** Whether the only consumer is an Add of two computed tensors of one shape. */
export function followedByResidualAdd(node: Node, graph: GraphView): boolean {
  const [id] = node.outputs;
  const [consumer, ...others] = graph.consumers(id);
  if (consumer === undefined || others.length > 0 || graph.isOutput(id) || !Add.is(consumer)) return false;
  const { shape } = graph.value(id).type;
  return (
    consumer.inputs.length === 2 &&
    consumer.inputs.every((input) => !constantOf(graph, input) && eqArr(graph.value(input).type.shape, shape))
  );
}

/** Whether it is a convolution whose window is the whole image: a fully connected layer. */
export function isFullyConnected(node: Node, graph: GraphView): boolean {
  if (!Conv.is(node) || node.attrs.group !== 1 || node.attrs.pads.some((pad) => pad !== 0)) return false;
  return eqArr(graph.value(node.inputs[0]).type.shape.slice(2), node.attrs.kernel);
}
