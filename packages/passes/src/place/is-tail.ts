import { type GraphView, type Node, type Placement, type ValueId, integerTypeOf } from '@openbpu/ir';
import { Sigmoid } from '@openbpu/ops';
import { givesAccumulators, isReadOnBpu } from './accumulators';

/**
 * Whether a node gives int32 because nobody on the BPU reads it: accumulators that int32 surely holds, or entries of a
 * table in the place of int16, and of int8 where they are those of a Sigmoid: confidences span more decades than that
 * has. `narrow` holds what the user wants in int8.
 */
export function isTail(
  node: Node,
  graph: GraphView,
  onBpu: (node: Node) => boolean,
  placement: Placement & { readonly on: 'bpu' },
  narrow: Pick<ReadonlyMap<ValueId, unknown>, 'has'>,
): boolean {
  if (node.op.integer?.tabulates !== true) return givesAccumulators(node, graph, onBpu, integerTypeOf(placement, 0));
  return (
    (placement.output === 'int16' || (Sigmoid.is(node) && !narrow.has(node.outputs[0]))) &&
    !isReadOnBpu(node, graph, onBpu)
  );
}
