import type { GraphView, Node } from '@openbpu/ir';
import type { ReduceMax, ReduceMean, ReduceSum } from '@openbpu/ops';
import { normalizeAxis } from '@openbpu/tensor';

/** The axes of a float32 reduction of one kind, counted from the front and ascending; undefined for any other node. */
export function axesOfReduction(
  node: Node,
  op: typeof ReduceMax | typeof ReduceMean | typeof ReduceSum,
  graph: GraphView,
): readonly number[] | undefined {
  if (!op.is(node)) return undefined;
  const { dtype, shape } = graph.value(node.inputs[0]).type;
  if (dtype !== 'float32') return undefined;
  return node.attrs.axes.map((axis) => normalizeAxis(axis, shape.length)).toSorted((a, b) => a - b);
}
