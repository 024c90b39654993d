import { type GraphView, type Node, type ValueId, constantOf, isSameOp } from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { hasDType, normalizeAxis, sameShape } from '@openbpu/tensor';
import { isPlain } from './clamped-sum';

/** A value and the nodes that make of it what was asked for, in the order of the data. */
export interface Step {
  readonly x: ValueId;
  readonly nodes: readonly Node[];
}

/** `x / divisor · factor`. */
export interface Quotient extends Step {
  /** The divisor, where it is a value of the graph. */
  readonly divisor?: ValueId;
  /** What the divisor is the root of, where it is one. */
  readonly rootOf?: ValueId;
  /** A constant that the reciprocal was multiplied by. */
  readonly factor?: ValueId;
}

/** A reduction of squares of x over axes that stay as 1, counted from the front and ascending. */
export interface Squares extends Step {
  readonly axes: readonly number[];
}

/** A constant of one element, or undefined. */
export function scalarOf(graph: GraphView, id: ValueId): number | undefined {
  const constant = constantOf(graph, id);
  return constant && hasDType(constant, 'float32') && constant.data.length === 1 ? constant.data[0] : undefined;
}

/** Every way in which a node divides one tensor by another, written as a quotient or as a product with a reciprocal. */
export function quotients(node: Node, graph: GraphView): readonly Quotient[] {
  if (ops.Div.is(node)) {
    const [x, divisor] = node.inputs;
    const root = squareRoot(graph, divisor);
    const plain = { x, divisor, nodes: [node] };
    return root ? [{ x, divisor, rootOf: root.x, nodes: [...root.nodes, node] }, plain] : [plain];
  }
  if (!ops.Mul.is(node) || !isPlain(node.attrs)) return [];
  const [a, b] = node.inputs;
  return [
    [a, b],
    [b, a],
  ].flatMap(([x, by]) => reciprocals(graph, by).map((found) => ({ ...found, x, nodes: [...found.nodes, node] })));
}

/** The ways in which a value is `1 / divisor`, or that times a constant. */
export function reciprocals(graph: GraphView, id: ValueId): readonly Omit<Quotient, 'x'>[] {
  const node = graph.producer(id);
  if (!node) return [];
  if (ops.Mul.is(node) && isPlain(node.attrs)) {
    const factor = node.inputs.find((input) => constantOf(graph, input));
    const other = node.inputs.find((input) => input !== factor);
    if (factor === undefined || other === undefined) return [];
    return reciprocals(graph, other)
      .filter((found) => found.factor === undefined)
      .map((found) => ({ ...found, factor, nodes: [...found.nodes, node] }));
  }
  if (ops.Pow.is(node) && node.attrs.exponent === -0.5) return [{ rootOf: node.inputs[0], nodes: [node] }];
  if (ops.Sqrt.is(node)) {
    const inner = graph.producer(node.inputs[0]);
    const divided = inner && reciprocal(inner, graph);
    return divided ? [{ rootOf: divided, nodes: [inner, node] }] : [];
  }
  const divisor = reciprocal(node, graph);
  if (divisor === undefined) return [];
  const root = squareRoot(graph, divisor);
  const plain = { divisor, nodes: [node] };
  return root ? [{ divisor, rootOf: root.x, nodes: [...root.nodes, node] }, plain] : [plain];
}

/** What a node gives the reciprocal of. */
function reciprocal(node: Node, graph: GraphView): ValueId | undefined {
  if (ops.Reciprocal.is(node)) return node.inputs[0];
  return ops.Div.is(node) && scalarOf(graph, node.inputs[0]) === 1 ? node.inputs[1] : undefined;
}

/** What a value is the root of. */
export function squareRoot(graph: GraphView, id: ValueId): Step | undefined {
  const node = graph.producer(id);
  if (!node || !(ops.Sqrt.is(node) || (ops.Pow.is(node) && node.attrs.exponent === 0.5))) return undefined;
  return { x: node.inputs[0], nodes: [node] };
}

/** What a value is the square of. */
export function squareOf(graph: GraphView, id: ValueId): Step | undefined {
  const node = graph.producer(id);
  if (!node) return undefined;
  const [x, other] = node.inputs;
  const square =
    (ops.Pow.is(node) && node.attrs.exponent === 2) || (ops.Mul.is(node) && x === other && isPlain(node.attrs));
  return square ? { x, nodes: [node] } : undefined;
}

/** A value plus a constant of one element; the value itself and 0 where it is no such sum. */
export function plusScalar(graph: GraphView, id: ValueId): Step & { readonly k: number } {
  return withScalar(graph, id, ops.Add) ?? { x: id, k: 0, nodes: [] };
}

/** A value times a constant of one element above 0; the value itself and 1 where it is no such product. */
export function timesScalar(graph: GraphView, id: ValueId): Step & { readonly k: number } {
  const found = withScalar(graph, id, ops.Mul);
  return found && found.k > 0 && found.k < Infinity ? found : { x: id, k: 1, nodes: [] };
}

function withScalar(graph: GraphView, id: ValueId, op: typeof ops.Add | typeof ops.Mul) {
  const node = graph.producer(id);
  if (!node || !op.is(node) || !isPlain(node.attrs)) return undefined;
  const side = node.inputs.findIndex((input) => scalarOf(graph, input) !== undefined);
  const x = node.inputs[1 - side];
  const same = side >= 0 && sameShape(graph.value(x).type.shape, graph.value(id).type.shape);
  return same ? { x, k: scalarOf(graph, node.inputs[side])!, nodes: [node] } : undefined;
}

/** The mean of x over axes that stay as 1, or are put back by a Reshape. */
export function meanOf(graph: GraphView, id: ValueId): Squares | undefined {
  const node = graph.producer(id);
  if (!node) return undefined;
  const { shape } = graph.value(id).type;
  const inner = ops.Reshape.is(node) ? graph.producer(node.inputs[0]) : undefined;
  const mean = inner ?? node;
  const [x] = mean.inputs;
  const whole = graph.value(x).type.shape;
  const axes = ops.ReduceMean.is(mean)
    ? mean.attrs.axes.map((axis) => normalizeAxis(axis, whole.length)).toSorted((a, b) => a - b)
    : ops.GlobalAveragePool.is(mean)
      ? whole.map((_, axis) => axis).slice(2)
      : [];
  const kept = whole.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  if (axes.length === 0 || !sameShape(kept, shape)) return undefined;
  return { x, axes, nodes: inner ? [inner, node] : [node] };
}

/** A mean of squares over axes, times a number and with epsilon added to it. */
export interface MeanSquare extends Squares {
  readonly times: number;
  readonly epsilon: number;
}

/** What is squared in `times · mean(x²) + ε`, over which axes. */
export function meanSquare(graph: GraphView, id: ValueId): MeanSquare | undefined {
  const sum = plusScalar(graph, id);
  const product = timesScalar(graph, sum.x);
  const mean = meanOf(graph, product.x);
  const square = mean && squareOf(graph, mean.x);
  if (!square || !(sum.k >= 0) || sum.k === Infinity) return undefined;
  const nodes = [...square.nodes, ...mean.nodes, ...product.nodes, ...sum.nodes];
  return { ...square, axes: mean.axes, times: product.k, epsilon: sum.k, nodes };
}

/** The same where a value is `√(times · mean(x²)) + ε`, epsilon being beside the root. */
export function rootBeside(graph: GraphView, id: ValueId): MeanSquare | undefined {
  const sum = plusScalar(graph, id);
  const root = sum.k > 0 && sum.k < Infinity ? squareRoot(graph, sum.x) : undefined;
  const square = root && meanSquare(graph, root.x);
  return square?.epsilon === 0
    ? { ...square, epsilon: sum.k, nodes: [...square.nodes, ...root!.nodes, ...sum.nodes] }
    : undefined;
}

/** x where a value is `x − mean(x)` over these axes. */
export function centredOf(graph: GraphView, id: ValueId, axes: readonly number[]): Step | undefined {
  const node = graph.producer(id);
  const mean = node && ops.Sub.is(node) && isPlain(node.attrs) ? meanOf(graph, node.inputs[1]) : undefined;
  if (!node || !mean || mean.x !== node.inputs[0] || mean.axes.join() !== axes.join()) return undefined;
  return { x: mean.x, nodes: [...mean.nodes, node] };
}

/** How many nodes two copies of one computation may have. */
const COPIED = 3;

/**
 * The nodes of the second value where two values are one, or are computed alike from one, as a model has it that
 * writes a term out twice; else undefined.
 */
export function alike(graph: GraphView, a: ValueId, b: ValueId, depth = COPIED): readonly Node[] | undefined {
  if (a === b) return [];
  const [one, other] = [graph.producer(a), graph.producer(b)];
  if (!one || !other || depth === 0 || !isSameOp(one.op, other.op) || one.outputs.length > 1) return undefined;
  if (one.inputs.length !== other.inputs.length || JSON.stringify(one.attrs) !== JSON.stringify(other.attrs))
    return undefined;
  const inner = one.inputs.map((id, i) => alike(graph, id, other.inputs[i], depth - 1));
  return inner.every((found) => found !== undefined) ? [...inner.flat(), other] : undefined;
}

/** Whether nobody but nodes of the set reads what nodes of the set give, the last one aside. */
export function isClosed(graph: GraphView, nodes: readonly Node[], last: Node): boolean {
  const ids = new Set(nodes.map(({ id }) => id));
  return nodes.every(
    (node) =>
      node.id === last.id ||
      node.outputs.every((id) => !graph.isOutput(id) && graph.consumers(id).every((reader) => ids.has(reader.id))),
  );
}

/** Each node once, in the order it first comes in. */
export function unique(nodes: readonly Node[]): readonly Node[] {
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}

/** Whether a list names one of the nodes, or a layer that became part of one. */
export function isAsked(names: readonly string[], nodes: readonly Node[]): boolean {
  return nodes.some(({ id, origins }) => [id, ...origins.map(({ name }) => name)].some((name) => names.includes(name)));
}
