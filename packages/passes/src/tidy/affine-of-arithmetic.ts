import { type GraphView, type Node, type ValueId, constantOf } from '@openbpu/ir';
import { Add, Div, Mul, Sub } from '@openbpu/ops';
import type { Affine } from './affine';
import { perChannel } from './per-channel';

/** What Add, Sub, Mul or Div by a constant does to the channels of its other operand. */
export interface ChannelArithmetic {
  readonly x: ValueId;
  readonly affine: Affine;
}

/**
 * Add, Sub, Mul or Div with one finite constant a channel (or one for all) as an affine map of the other operand:
 * `k - x` is scale −1 and shift k, `x / k` is scale 1/k. Undefined for anything else: `k / x`, a division by zero, a
 * folded activation, two computed operands.
 */
export function affineOfArithmetic(node: Node, graph: GraphView): ChannelArithmetic | undefined {
  const sign = Add.is(node) ? 1 : Sub.is(node) ? -1 : 0;
  if (sign === 0 && !Mul.is(node) && !Div.is(node)) return undefined;
  if (isClamped(node)) return undefined;
  const side = node.inputs.findIndex((id) => constantOf(graph, id));
  if (side < 0) return undefined;
  const [x, constant] = [node.inputs[1 - side], constantOf(graph, node.inputs[side])!];
  const { shape } = graph.value(x).type;
  /** What stands for one number a channel never makes the other operand larger. */
  const k = constantOf(graph, x) ? undefined : perChannel(constant, shape);
  if (!k?.every(Number.isFinite)) return undefined;
  const all = (value: number) => new Float64Array(k.length).fill(value);
  if (sign !== 0)
    return { x, affine: { scale: all(side === 0 ? sign : 1), shift: side === 0 ? k : k.map((value) => sign * value) } };
  if (Mul.is(node)) return { x, affine: { scale: k, shift: all(0) } };
  return side === 1 && k.every((value) => value !== 0)
    ? { x, affine: { scale: k.map((value) => 1 / value), shift: all(0) } }
    : undefined;
}

function isClamped(node: Node): boolean {
  return [Add, Sub, Mul].some((op) => op.is(node) && (node.attrs.min !== -Infinity || node.attrs.max !== Infinity));
}
