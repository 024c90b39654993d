import type { GraphView, Node, ValueId } from '@openbpu/ir';
import { Log, OnnxOp, Pow, Reciprocal, Sqrt } from '@openbpu/ops';
import { type Interval, provenRange } from './proven-range';

/** An operand of a function that has a pole, or is infinitely steep, at an end of where it is smooth. */
export interface Pole {
  /** The input of the node that must stay away from it. */
  readonly input: number;
  /** The open intervals in which the function is smooth. */
  readonly smooth: readonly Interval[];
  /** Whether the result grows without bound beside it, so that it makes a small factor large. */
  readonly unbounded: boolean;
}

const POSITIVE: Interval = { low: 0, high: Infinity };
const NEGATIVE: Interval = { low: -Infinity, high: 0 };
const UNIT: Interval = { low: -1, high: 1 };

/** Of operators by name, whether they are of the graph or stay as the foreign model had them. */
const NAMED: Readonly<Record<string, Pole>> = {
  Acos: { input: 0, smooth: [UNIT], unbounded: false },
  Acosh: { input: 0, smooth: [{ low: 1, high: Infinity }], unbounded: false },
  Asin: { input: 0, smooth: [UNIT], unbounded: false },
  Atanh: { input: 0, smooth: [UNIT], unbounded: true },
  Div: { input: 1, smooth: [POSITIVE, NEGATIVE], unbounded: true },
  Mod: { input: 1, smooth: [POSITIVE, NEGATIVE], unbounded: false },
  Pow: { input: 0, smooth: [POSITIVE], unbounded: true },
  ReduceLogSum: { input: 0, smooth: [POSITIVE], unbounded: false },
  Tan: { input: 0, smooth: [{ low: -Math.PI / 2, high: Math.PI / 2 }], unbounded: true },
};

/** The pole of a node, or undefined where its function is smooth everywhere. */
export function poleOf(node: Node): Pole | undefined {
  if (Reciprocal.is(node)) return { input: 0, smooth: [POSITIVE, NEGATIVE], unbounded: true };
  if (Log.is(node) || Sqrt.is(node)) return { input: 0, smooth: [POSITIVE], unbounded: false };
  if (OnnxOp.is(node)) return node.attrs.domain === '' ? NAMED[node.attrs.opType] : undefined;
  if (!Pow.is(node)) return NAMED[node.op.name];
  const { exponent } = node.attrs;
  if (exponent < 0)
    return { input: 0, smooth: exponent % 1 === 0 ? [POSITIVE, NEGATIVE] : [POSITIVE], unbounded: true };
  return exponent > 0 && exponent < 1 ? { input: 0, smooth: [POSITIVE], unbounded: false } : undefined;
}

/**
 * By how much of its largest magnitude a range must keep from a pole: eight steps of int8 then lie between, so that a
 * step moves the result by less than a tenth of itself.
 */
const MARGIN = 1 / 16;

/** Whether a tensor provably keeps its distance from a pole, whatever the samples were. */
export function keepsFrom({ smooth }: Pole, graph: GraphView, id: ValueId): boolean {
  const { low, high } = provenRange(graph, id);
  const margin = MARGIN * Math.max(Math.abs(low), Math.abs(high));
  return smooth.some((piece) => low - margin > piece.low && high + margin < piece.high);
}
