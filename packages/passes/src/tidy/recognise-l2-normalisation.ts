import { rewritePass } from '@openbpu/core';
import { type GraphView, type Node, type ValueId, PatchBuilder, constantOf } from '@openbpu/ir';
import { type L2NormalizationAttrs, Clip, Expand, L2Normalization, Max, OnnxOp, ReduceSum } from '@openbpu/ops';
import { float32, normalizeAxis, sameShape, toNumbers } from '@openbpu/tensor';
import {
  type Squares,
  type Step,
  alike,
  isAsked,
  isClosed,
  plusScalar,
  quotients,
  scalarOf,
  squareOf,
  squareRoot,
  timesScalar,
  unique,
} from './norm-parts';

/** A Euclidean norm that is kept from 0, and the nodes that compute it. */
type Norm = Squares & Pick<L2NormalizationAttrs, 'epsilon' | 'bound'> & { readonly times?: number };

/**
 * Before: x / max(‖x‖, ε), x / (‖x‖ + ε), x / √(‖x‖² + ε) or x / √max(‖x‖², ε²), the norm a ReduceL2, or written out
 * with a ReduceSumSquare or a ReduceSum of squares, times a number t or not, expanded to the shape of x or not; also as
 * a product with the reciprocal
 * After: L2Normalization(x) with scale 1/t, named like the last
 * Conditions: nobody else reads what stands between; no folded activation; ε ≥ 0 is a single number; `onBpu`
 * names none of the nodes.
 */
export const recogniseL2Normalisation = (onBpu: readonly string[] = []) =>
  rewritePass<'original'>({
    name: 'recognise-l2-normalisation',
    summary: 'Recognises x / max(‖x‖, ε) as one node.',
    rewrite(node, graph) {
      for (const { x, divisor, rootOf, factor, nodes } of quotients(node, graph)) {
        if (factor !== undefined) continue;
        const norm = divisor === undefined ? rooted(graph, rootOf!) : keptNorm(graph, divisor);
        const fits = norm && alike(graph, x, norm.x);
        const { shape } = graph.value(node.outputs[0]).type;
        const all = norm ? unique([...norm.nodes, ...nodes]) : [];
        if (!norm || !fits || !sameShape(graph.value(x).type.shape, shape) || !isClosed(graph, all, node)) continue;
        if (isAsked(onBpu, all)) continue;
        const { axes, epsilon, bound, times = 1 } = norm;
        const build = new PatchBuilder(graph, `make "${node.id}" a L2Normalization`).remove(...all);
        const origins = all.flatMap((each) => each.origins);
        const attrs = { axes, epsilon: epsilon / times, bound };
        const scale = times === 1 ? [] : [build.constant(`${node.id}_scale`, float32([1], [1 / times]))];
        build.node({ id: node.id, op: L2Normalization, inputs: [x, ...scale], attrs, outputs: node.outputs, origins });
        return build.build();
      }
      return undefined;
    },
  });

/** A divisor that is a norm kept from 0, expanded or not. */
function keptNorm(graph: GraphView, id: ValueId): Norm | undefined {
  const node = graph.producer(id);
  if (!node) return undefined;
  if (Expand.is(node)) {
    const inner = keptNorm(graph, node.inputs[0]);
    return inner && { ...inner, nodes: [...inner.nodes, node] };
  }
  const whole = plainNorm(graph, id) ?? rootedNorm(graph, id);
  if (whole) return whole;
  const least = atLeast(graph, id);
  const kept = least ?? plusScalar(graph, id);
  const product = timesScalar(graph, kept.x);
  const norm = kept.k >= 0 ? plainNorm(graph, product.x) : undefined;
  if (!norm) return undefined;
  const bound = least || kept.nodes.length === 0 ? 'least' : 'added';
  return { ...norm, times: product.k, epsilon: kept.k, bound, nodes: [...norm.nodes, ...product.nodes, ...kept.nodes] };
}

/** `max(x, k)`. */
function atLeast(graph: GraphView, id: ValueId): (Step & { readonly k: number }) | undefined {
  const node = graph.producer(id);
  if (!node) return undefined;
  if (Clip.is(node)) {
    const { min, max } = node.attrs;
    return max === Infinity ? { x: node.inputs[0], k: min, nodes: [node] } : undefined;
  }
  const side = Max.is(node) ? node.inputs.findIndex((input) => scalarOf(graph, input) !== undefined) : -1;
  return side < 0 ? undefined : { x: node.inputs[1 - side], k: scalarOf(graph, node.inputs[side])!, nodes: [node] };
}

/** A norm without anything that keeps it from 0. */
function plainNorm(graph: GraphView, id: ValueId): Norm | undefined {
  const whole = reduction(graph, id, 'ReduceL2');
  if (whole) return { ...whole, epsilon: 0, bound: 'least' };
  const root = squareRoot(graph, id);
  const sum = root && sumOfSquares(graph, root.x);
  return sum && { ...sum, epsilon: 0, bound: 'least', nodes: [...sum.nodes, ...root.nodes] };
}

function rootedNorm(graph: GraphView, id: ValueId): Norm | undefined {
  const root = squareRoot(graph, id);
  const norm = root && rooted(graph, root.x);
  return norm && { ...norm, nodes: [...norm.nodes, ...root.nodes] };
}

/** What the root is taken of: a sum of squares kept from 0. */
function rooted(graph: GraphView, inner: ValueId): Norm | undefined {
  const least = atLeast(graph, inner);
  const kept = least ?? plusScalar(graph, inner);
  const sum = kept.k >= 0 ? sumOfSquares(graph, kept.x) : undefined;
  if (!sum) return undefined;
  const nodes = [...sum.nodes, ...kept.nodes];
  return least
    ? { ...sum, epsilon: Math.sqrt(kept.k), bound: 'least', nodes }
    : { ...sum, epsilon: kept.k, bound: 'inside', nodes };
}

function sumOfSquares(graph: GraphView, id: ValueId): Squares | undefined {
  const whole = reduction(graph, id, 'ReduceSumSquare');
  if (whole) return whole;
  const sum = reduction(graph, id, 'ReduceSum');
  const square = sum && squareOf(graph, sum.x);
  return square && { ...square, axes: sum.axes, nodes: [...square.nodes, ...sum.nodes] };
}

/** A sum, or a foreign reduction, over known axes that stay as 1. */
function reduction(graph: GraphView, id: ValueId, opType: string): Squares | undefined {
  const node = graph.producer(id);
  if (node && opType === 'ReduceSum' && ReduceSum.is(node)) {
    const [x] = node.inputs;
    const { length } = graph.value(x).type.shape;
    const axes = node.attrs.axes.map((axis) => normalizeAxis(axis, length)).toSorted((a, b) => a - b);
    return node.attrs.keepdims ? { x, axes, nodes: [node] } : undefined;
  }
  if (!node || !OnnxOp.is(node) || node.attrs.domain !== '' || node.attrs.opType !== opType) return undefined;
  const [x] = node.inputs;
  const { shape } = graph.value(x).type;
  const axes = axesOf(node, graph, shape.length);
  const kept = shape.map((dim, axis) => (axes?.includes(axis) ? 1 : dim));
  if (!axes || !sameShape(kept, graph.value(id).type.shape)) return undefined;
  return { x, axes, nodes: [node] };
}

/** Axes of a foreign reduction, which are an attribute or an input, and all where neither is there. */
function axesOf(node: Node, graph: GraphView, rank: number): readonly number[] | undefined {
  if (!OnnxOp.is(node)) return undefined;
  const { axes, noop_with_empty_axes: noop } = node.attrs.attributes;
  const input = node.inputs[1] ? constantOf(graph, node.inputs[1]) : undefined;
  if ((node.inputs[1] && !input) || noop === 1) return undefined;
  const given = input ? toNumbers(input) : Array.isArray(axes) ? axes.map(Number) : [];
  if (given.length === 0) return Array.from({ length: rank }, (_, axis) => axis);
  return Array.from(given, (axis) => normalizeAxis(axis, rank)).toSorted((a, b) => a - b);
}
