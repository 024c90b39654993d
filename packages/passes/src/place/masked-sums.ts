import { type GraphView, type Node, type ValueId, constantOf } from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { type Tensor, expectDType, float32, hasDType, normalizeAxis, scaleOfThreshold, sizeOf } from '@openbpu/tensor';
import { isPlain } from '../tidy/clamped-sum';

/** What is added before a Softmax is a mask from here on: exp of it is less than a float32 beside 1 can tell. */
export const MASK = 32;
/**
 * So far below the largest of its row an entry of the table of a Softmax is 0: `2^30 · exp(−22)` rounds to it
 * (docs/semantics.md, "Of softmax").
 */
const NOTHING = 22;
/** The largest magnitude of an integer, in steps. */
const STEPS = { int8: 128, int16: 32768 };

/**
 * A sum of a tensor and a constant mask that only a Softmax reads: `Softmax(x + m)`, also `Softmax(x − c)` with m = −c.
 * What m drives far enough below its row is nothing to the Softmax, however far that is.
 */
export interface MaskedSum {
  readonly node: Node;
  /** The computed operand. */
  readonly x: ValueId;
  /** Which input the constant is. */
  readonly side: 0 | 1;
  /** The result, and what movements make of it: the last is what the Softmax reads. */
  readonly tensors: readonly ValueId[];
  /** The largest element of m, and at least 0. */
  readonly most: number;
  /** Every row of the Softmax has an element of m no smaller than this. */
  readonly least: number;
}

/**
 * The masked sums of a graph. A mask has elements of −32 or less, −∞ among them, and none of 32 or more; it leaves
 * something of every row of the Softmax. Between the two stand Reshapes and Transposes at most, and nobody else reads.
 */
export function maskedSums(graph: GraphView): MaskedSum[] {
  return graph.nodes.flatMap((node) => maskedSum(node, graph) ?? []);
}

/** The masked sums that a placed graph has on the BPU: they may saturate. */
export function saturatingSums(graph: GraphView): MaskedSum[] {
  return maskedSums(graph).filter(({ node }) => node.placement?.on === 'bpu');
}

function maskedSum(node: Node, graph: GraphView): MaskedSum | undefined {
  if (!(ops.Add.is(node) || ops.Sub.is(node)) || !isPlain(node.attrs)) return undefined;
  const side = node.inputs.findIndex((id) => constantOf(graph, id)) === 0 ? 0 : 1;
  const constant = constantOf(graph, node.inputs[side]);
  const x = node.inputs[1 - side];
  if (!constant || !hasDType(constant, 'float32') || constantOf(graph, x) || (side === 0 && ops.Sub.is(node)))
    return undefined;
  const mask = ops.Sub.is(node) ? negated(constant) : constant;
  const largest = mask.data.reduce((most, value) => (value > most ? value : most), 0);
  if (largest >= MASK || mask.data.some(Number.isNaN) || !mask.data.some((value) => value <= -MASK)) return undefined;
  const way = wayToSoftmax(node, graph);
  if (!way) return undefined;
  const { tensors, moves, axis } = way;
  const least = leastOfRows(mask, graph.value(tensors[0]).type.shape, moves, axis);
  return least > -MASK ? { node, x, side, tensors, most: largest, least } : undefined;
}

/** The movements between a node and the only Softmax that reads it, and what they read and give. */
function wayToSoftmax(
  node: Node,
  graph: GraphView,
): { readonly tensors: readonly ValueId[]; readonly moves: readonly Node[]; readonly axis: number } | undefined {
  const tensors: ValueId[] = [];
  const moves: Node[] = [];
  for (let at = node; ;) {
    const [id] = at.outputs;
    tensors.push(id);
    const readers = graph.consumers(id);
    if (graph.isOutput(id) || readers.length !== 1) return undefined;
    [at] = readers;
    if (ops.Softmax.is(at)) return { tensors, moves, axis: at.attrs.axis };
    if (!ops.Reshape.is(at) && !ops.Transpose.is(at)) return undefined;
    moves.push(at);
  }
}

/** The smallest of the row maxima of a mask, rows being those of a Softmax behind the movements. */
function leastOfRows(
  mask: Tensor<'float32'>,
  shape: readonly number[],
  moves: readonly Node[],
  softmaxAxis: number,
): number {
  let [rows] = ops.Expand.eval([mask], { shape: [...shape] });
  for (const { op, attrs } of moves) [rows] = op.eval([rows], attrs);
  const axis = normalizeAxis(softmaxAxis, rows.shape.length);
  const { data } = expectDType(rows, 'float32');
  const length = rows.shape[axis];
  const inner = sizeOf(rows.shape.slice(axis + 1));
  let least = Infinity;
  for (let first = 0; first < data.length; first += length * inner) {
    for (let i = first; i < first + inner; i++) {
      let most = -Infinity;
      for (let at = i; at < i + length * inner; at += inner) most = Math.max(most, data[at]);
      least = Math.min(least, most);
    }
  }
  return least;
}

/** The largest magnitude that the integers of an activation stand for, of one threshold around 0. */
export function magnitudeOf(threshold: number, type: 'int8' | 'int16'): number {
  return scaleOfThreshold(threshold, type) * STEPS[type];
}

/**
 * The threshold of a masked sum whose x is no larger than `magnitude`: what stands in a row keeps its place within it,
 * and what saturates at the other end is 22 below the largest of its row and more.
 */
export function maskedThreshold({ most, least }: MaskedSum, magnitude: number): number {
  return magnitude + Math.max(most, NOTHING - least);
}

/**
 * The constant of a masked sum with nothing in it that is lower than it takes to saturate a result of this threshold,
 * x being no larger than `magnitude`.
 */
export function saturatedMask(
  constant: Tensor,
  { node }: MaskedSum,
  magnitude: number,
  threshold: number,
): Tensor<'float32'> {
  const { shape, data } = expectDType(constant, 'float32');
  const enough = magnitude + threshold;
  const limit = ops.Sub.is(node) ? (v: number) => Math.min(v, enough) : (v: number) => Math.max(v, -enough);
  return float32(shape, data.map(limit));
}

function negated({ shape, data }: Tensor<'float32'>): Tensor<'float32'> {
  return float32(
    shape,
    data.map((value) => -value),
  );
}
