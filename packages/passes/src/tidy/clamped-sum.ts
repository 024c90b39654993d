import { type GraphView, type Node, type ValueId, constantOf } from '@openbpu/ir';
import { Add, Clip, Div, Mul } from '@openbpu/ops';
import { soleProducer } from './sole-producer';

/** `x·k`, also written as a division. */
export function factorOf(node: Node, graph: GraphView): { readonly x: ValueId; readonly k: number } | undefined {
  if (Mul.is(node)) return isPlain(node.attrs) ? scalarOperand(node, graph) : undefined;
  const divided = Div.is(node) ? scalarOperand(node, graph) : undefined;
  return divided && divided.x === node.inputs[0] ? { x: divided.x, k: 1 / divided.k } : undefined;
}

/** `clamp(x + offset, 0, max)` and the nodes that compute it. */
export function clampedSum(
  id: ValueId,
  graph: GraphView,
): { readonly x: ValueId; readonly offset: number; readonly max: number; readonly nodes: readonly Node[] } | undefined {
  const clip = soleProducer(graph, id);
  const sum = clip && Clip.is(clip) && clip.attrs.min === 0 ? soleProducer(graph, clip.inputs[0]) : undefined;
  const added = sum && Add.is(sum) && isPlain(sum.attrs) ? scalarOperand(sum, graph) : undefined;
  return clip && Clip.is(clip) && sum && added
    ? { x: added.x, offset: added.k, max: clip.attrs.max, nodes: [sum, clip] }
    : undefined;
}

/** For a binary node with one constant of one element: the other operand and the number; else undefined. */
function scalarOperand(node: Node, graph: GraphView): { readonly x: ValueId; readonly k: number } | undefined {
  const side = node.inputs.findIndex((id) => constantOf(graph, id));
  const constant = constantOf(graph, node.inputs[side] ?? '');
  const x = node.inputs[1 - side];
  if (!constant || constant.data.length !== 1 || constantOf(graph, x)) return undefined;
  return constant.shape.length <= graph.value(x).type.shape.length ? { x, k: Number(constant.data[0]) } : undefined;
}

/** Whether no activation is folded into a node. */
export function isPlain({ min, max }: { readonly min: number; readonly max: number }): boolean {
  return min === -Infinity && max === Infinity;
}
