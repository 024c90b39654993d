import { rewritePass } from '@openbpu/core';
import { type GraphView, type Node, type ValueId, PatchBuilder, constantOf } from '@openbpu/ir';
import { Clip, Max, Min, Relu } from '@openbpu/ops';
import { sameShape } from '@openbpu/tensor';
import { type Interval, provenRange } from '../place/proven-range';

/** The operand of a clamp, and what it lets through as it is. */
interface Clamp {
  readonly x: ValueId;
  readonly within: Interval;
}

const EVERYTHING: Interval = { low: -Infinity, high: Infinity };

function clampOf(node: Node, graph: GraphView): Clamp | undefined {
  const [x] = node.inputs;
  if (Relu.is(node)) return { x, within: { low: 0, high: Infinity } };
  if (Clip.is(node)) return { x, within: { low: node.attrs.min, high: node.attrs.max } };
  if (!Max.is(node) && !Min.is(node)) return undefined;
  const side = node.inputs.findIndex((id) => constantOf(graph, id));
  if (side < 0) return undefined;
  const { low, high } = provenRange(graph, node.inputs[side]);
  const idle = low === high && low === (Max.is(node) ? -Infinity : Infinity);
  return idle ? { x: node.inputs[1 - side], within: EVERYTHING } : undefined;
}

/**
 * Before: x -> Relu | Clip | Max with −∞ | Min with +∞ -> y
 * After: x
 * Conditions: x lies within the bounds whatever the input of the model is, and has the shape of y. Where y is an output
 * of the graph, x must be made by a node that is no output itself.
 */
export const dropIdleClamp = rewritePass<'original'>({
  name: 'drop-idle-clamp',
  summary: 'Removes a Relu or Clip of what lies within its bounds anyhow, and a Max or Min with what never wins.',
  rewrite(node, graph) {
    const clamp = clampOf(node, graph);
    if (!clamp) return undefined;
    const { x, within } = clamp;
    const [y] = node.outputs;
    const { low, high } = provenRange(graph, x);
    if (!(low >= within.low && high <= within.high)) return undefined;
    if (!sameShape(graph.value(x).type.shape, graph.value(y).type.shape)) return undefined;
    if (graph.isOutput(y) && (!graph.producer(x) || graph.isOutput(x))) return undefined;
    return new PatchBuilder(graph, `remove "${node.id}", whose operand keeps its bounds`)
      .remove(node)
      .replace(y, x)
      .build();
  },
});
