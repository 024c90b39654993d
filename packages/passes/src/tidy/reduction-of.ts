import { type GraphView, type Node, ABSENT, constantOf } from '@openbpu/ir';
import { OnnxOp } from '@openbpu/ops';
import { isFloat, normalizeAxis } from '@openbpu/tensor';

/** A float32 reduction over some axes, counted from the front and ascending. */
export interface Reduction {
  readonly axes: readonly number[];
}

/** The reduction that a node of a foreign model is, by its ONNX name; undefined for another, or computed axes. */
export function reductionOf(node: Node, name: 'ReduceMax' | 'ReduceSum', graph: GraphView): Reduction | undefined {
  if (!OnnxOp.is(node) || node.attrs.opType !== name || !['', 'ai.onnx'].includes(node.attrs.domain)) return undefined;
  const [x, axesId = ABSENT] = node.inputs;
  const { dtype, shape } = graph.value(x).type;
  if (dtype !== 'float32' || graph.value(node.outputs[0]).type.dtype !== 'float32') return undefined;
  const given: unknown = axesId === ABSENT ? node.attrs.attributes.axes : constantNumbers(axesId, graph);
  if (!Array.isArray(given) || given.length === 0) return undefined;
  const axes = given.map((axis) => normalizeAxis(Number(axis), shape.length));
  return new Set(axes).size === axes.length ? { axes: axes.toSorted((a, b) => a - b) } : undefined;
}

function constantNumbers(id: string, graph: GraphView): readonly number[] | undefined {
  const constant = constantOf(graph, id);
  return constant && !isFloat(constant.dtype) ? Array.from(constant.data, Number) : undefined;
}
