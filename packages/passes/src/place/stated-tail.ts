import { type GraphView, type Node, type StatedRange, type StatedRanges, type ValueId } from '@openbpu/ir';
import { sizeOf } from '@openbpu/tensor';

/**
 * The range that the model states for what a node gives, or for what alone is made of that by moving all its elements;
 * undefined where it states none.
 */
export function statedTail(
  { outputs: [tensor] }: Node,
  graph: GraphView,
  stated: StatedRanges,
): StatedRange | undefined {
  for (let id: ValueId | undefined = tensor; id !== undefined; id = movedTo(id, graph)) {
    const range = stated.get(id);
    if (range !== undefined && range.derived !== true) return range;
  }
  return undefined;
}

/** What holds the elements of a tensor that nothing else reads. */
function movedTo(id: ValueId, graph: GraphView): ValueId | undefined {
  const [reader, ...others] = graph.consumers(id);
  if (!reader || others.length > 0 || graph.isOutput(id) || reader.op.onlyMoves !== true) return undefined;
  const size = (each: ValueId) => sizeOf(graph.value(each).type.shape);
  const [moved, ...more] = reader.outputs;
  return reader.inputs.length === 1 && more.length === 0 && size(moved) === size(id) ? moved : undefined;
}
