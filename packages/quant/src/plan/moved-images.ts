import type { Graph, ValueId } from '@openbpu/ir';
import { activationType } from '@openbpu/passes';
import { sizeOf } from '@openbpu/tensor';

/**
 * The images of a placed model, and what nodes make of them that only move every element, such as the Transpose of a
 * model that was trained in NHWC: the same integers at the same scale, so that no place where data passes between the
 * BPU and the CPU rounds them again.
 */
export function movedImages(graph: Graph<'optimized'>, images: ReadonlySet<ValueId>): ReadonlySet<ValueId> {
  const found = new Set(images);
  const size = (id: ValueId) => sizeOf(graph.value(id).type.shape);
  for (const { op, inputs, outputs } of graph.nodes) {
    const [input] = inputs;
    const moves = op.onlyMoves === true && inputs.length === 1 && outputs.length === 1;
    if (moves && found.has(input) && size(input) === size(outputs[0]) && activationType(graph, outputs[0]) === 'int8')
      found.add(outputs[0]);
  }
  return found;
}
