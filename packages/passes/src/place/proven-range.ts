import { type AnyOp, type GraphView, type Node, type ValueId, constantOf } from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { hasDType } from '@openbpu/tensor';

/** The reals from `low` to `high`, both included where they are finite. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const ANY: Interval = { low: -Infinity, high: Infinity };

/** Functions that never fall: the ends of an interval become the ends of its image. */
const RISING: readonly AnyOp[] = [
  ops.Relu,
  ops.Clip,
  ops.Sigmoid,
  ops.HardSigmoid,
  ops.Tanh,
  ops.Asinh,
  ops.Atan,
  ops.Celu,
  ops.Sign,
  ops.Sinh,
  ops.Softsign,
  ops.Exp,
  ops.Softplus,
  ops.Floor,
  ops.Ceil,
  ops.Round,
];

/** Operators whose results lie among their inputs, or between them. */
const BETWEEN: readonly AnyOp[] = [
  ops.ReduceMax,
  ops.ReduceMean,
  ops.GlobalAveragePool,
  ops.GlobalMaxPool,
  ops.MaxPool,
  ops.Concat,
  ops.DepthToSpace,
  ops.Expand,
  ops.Gather,
  ops.GatherElements,
  ops.Identity,
  ops.Reshape,
  ops.Slice,
  ops.SpaceToDepth,
  ops.Split,
  ops.Tile,
  ops.TopK,
  ops.Transpose,
];

/**
 * The interval that a float tensor lies in whatever the input of the model is, as its operators prove it; samples take
 * no part. Everything where nothing is proved.
 */
export function provenRange(graph: GraphView, id: ValueId, known = new Map<ValueId, Interval>()): Interval {
  const found = known.get(id);
  if (found) return found;
  const constant = constantOf(graph, id);
  if (constant) return hasDType(constant, 'float32') ? hull(constant.data) : ANY;
  const node = graph.producer(id);
  const range = node ? sound(rangeOf(node, (input) => provenRange(graph, node.inputs[input], known))) : ANY;
  known.set(id, range);
  return range;
}

function rangeOf(node: Node, of: (input: number) => Interval): Interval {
  const all = () => hull(node.inputs.flatMap((_, i) => [of(i).low, of(i).high]));
  if (RISING.some((op) => op.is(node))) return image(node, of(0));
  if (BETWEEN.some((op) => op.is(node))) return all();
  if (ops.Pad.is(node)) return node.attrs.mode === 'constant' ? withPoint(of(0), node.attrs.value) : of(0);
  if (ops.ReduceSum.is(node)) return sumOfMany(of(0));
  if (ops.AveragePool.is(node)) return withPoint(of(0), 0);
  if (ops.Softmax.is(node)) return { low: 0, high: 1 };
  if (ops.Abs.is(node)) return magnitudes(of(0));
  if (ops.Sqrt.is(node)) return image(node, clamp(of(0), 0, Infinity));
  if (ops.Pow.is(node) && node.attrs.exponent > 0 && node.attrs.exponent % 2 === 0)
    return image(node, magnitudes(of(0)));
  if (ops.Max.is(node)) return { low: Math.max(of(0).low, of(1).low), high: Math.max(of(0).high, of(1).high) };
  if (ops.Min.is(node)) return { low: Math.min(of(0).low, of(1).low), high: Math.min(of(0).high, of(1).high) };
  if (ops.Add.is(node)) return clamp(sum(of(0), of(1)), node.attrs.min, node.attrs.max);
  if (ops.Sub.is(node)) return clamp(sum(of(0), negative(of(1))), node.attrs.min, node.attrs.max);
  if (ops.Mul.is(node)) {
    const product = node.inputs[0] === node.inputs[1] ? square(of(0)) : hull(corners(of(0), of(1)));
    return clamp(product, node.attrs.min, node.attrs.max);
  }
  if (ops.Conv.is(node) || ops.ConvTranspose.is(node)) return { low: node.attrs.min, high: node.attrs.max };
  return ANY;
}

function hull(values: Iterable<number>): Interval {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (Number.isNaN(value)) return ANY;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

/** Nothing is proved by an end that is no number. */
function sound({ low, high }: Interval): Interval {
  return { low: Number.isNaN(low) ? -Infinity : low, high: Number.isNaN(high) ? Infinity : high };
}

function image({ op, attrs }: Node, { low, high }: Interval): Interval {
  return { low: op.scalar!(low, attrs), high: op.scalar!(high, attrs) };
}

const withPoint = ({ low, high }: Interval, point: number) => ({
  low: Math.min(low, point),
  high: Math.max(high, point),
});

const clamp = ({ low, high }: Interval, min: number, max: number) => ({
  low: Math.min(Math.max(low, min), max),
  high: Math.min(Math.max(high, min), max),
});

const sum = (a: Interval, b: Interval) => ({ low: a.low + b.low, high: a.high + b.high });

/** Of any number of elements, at least one. */
const sumOfMany = ({ low, high }: Interval) => ({
  low: low >= 0 ? low : -Infinity,
  high: high <= 0 ? high : Infinity,
});

const negative = ({ low, high }: Interval) => ({ low: -high, high: -low });

const magnitudes = ({ low, high }: Interval) => ({
  low: low > 0 ? low : high < 0 ? -high : 0,
  high: Math.max(Math.abs(low), Math.abs(high)),
});

const square = (x: Interval) => {
  const { low, high } = magnitudes(x);
  return { low: low * low, high: high * high };
};

/** Products of the ends; 0 times an infinite end is 0, the end being a bound that no element reaches. */
function corners(a: Interval, b: Interval): number[] {
  const times = (x: number, y: number) => (x === 0 || y === 0 ? 0 : x * y);
  return [a.low, a.high].flatMap((x) => [times(x, b.low), times(x, b.high)]);
}
