import type { Graph, GraphView, Node, ValueId } from '@openbpu/ir';
import { Reshape, Softmax } from '@openbpu/ops';
import { nearestFloats } from '@openbpu/quant';

/** A value of the float model, and that of the integer model which stands for it. */
export interface ComparedValue {
  readonly float: ValueId;
  readonly integer: ValueId;
}

/**
 * The values at which points are compared: the outputs, or the nearest floats that they are made of; in place of
 * probabilities the scores that a Softmax makes them of.
 */
export function comparedIds(optimized: Graph<'optimized'>): readonly ValueId[] {
  return [...new Set(nearestFloats(optimized, optimized.outputs).map((id) => scoresOf(optimized, id) ?? id))];
}

/** The same values in an integer model of the same net; undefined where it has one of them in another form. */
export function twinsOf(
  ids: readonly ValueId[],
  optimized: GraphView,
  quantized: GraphView,
): readonly ComparedValue[] | undefined {
  const twins = ids.flatMap((float): ComparedValue[] => {
    const giver = optimized.hasValue(float) ? optimized.producer(float) : undefined;
    const twin = giver && quantized.node(giver.id);
    const integer = giver && twin ? twin.outputs[giver.outputs.indexOf(float)] : undefined;
    return integer === undefined ? [] : [{ float, integer }];
  });
  return twins.length === ids.length ? twins : undefined;
}

/** What the Softmax reads that a value comes from, past what only moves it. */
function scoresOf(graph: GraphView, id: ValueId): ValueId | undefined {
  const node: Node | undefined = graph.producer(id);
  if (!node) return undefined;
  if (Softmax.is(node)) return graph.producer(node.inputs[0]) ? node.inputs[0] : undefined;
  return Reshape.is(node) ? scoresOf(graph, node.inputs[0]) : undefined;
}
