import { type GraphView, type Node, type ValueId, ABSENT } from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { isPlain } from './clamped-sum';
import { scalarOf, unique } from './norm-parts';

/** Coefficients from the constant one up. */
export type Polynomial = readonly number[];

/** `plain(x) + gated(x)·gate`, and the nodes that compute it. */
export interface Terms {
  readonly plain: Polynomial;
  readonly gated: Polynomial;
  readonly nodes: readonly Node[];
}

const DEGREE = 3;
const DEPTH = 8;
/** Relative; models write √(2/π) and its like in few digits. */
const TOLERANCE = 1e-4;

/**
 * A value as a polynomial of `x`, of degree 3 at most, plus one times `gate`; both stand for themselves. It is computed
 * by sums, products, quotients by numbers, small powers and negations of x, the gate and constants of one element; else
 * undefined.
 */
export function inTermsOf(
  graph: GraphView,
  id: ValueId,
  x: ValueId,
  gate: ValueId = ABSENT,
  depth = DEPTH,
): Terms | undefined {
  if (id === x) return { plain: [0, 1], gated: [], nodes: [] };
  if (id === gate) return { plain: [], gated: [1], nodes: [] };
  const number = scalarOf(graph, id);
  if (number !== undefined) return { plain: [number], gated: [], nodes: [] };
  const node = depth === 0 ? undefined : graph.producer(id);
  if (!node || (!ops.Pow.is(node) && !ops.Neg.is(node) && !isArithmetic(node))) return undefined;
  const parts: Terms[] = [];
  for (const input of node.inputs) {
    const part = inTermsOf(graph, input, x, gate, depth - 1);
    if (!part) return undefined;
    parts.push(part);
  }
  const joined = joinedBy(node, parts);
  return joined && { ...joined, nodes: unique([...parts.flatMap(({ nodes }) => nodes), node]) };
}

function isArithmetic(node: Node): boolean {
  if (ops.Div.is(node)) return true;
  return [ops.Add, ops.Sub, ops.Mul].some((op) => op.is(node) && isPlain(node.attrs));
}

type Sum = Omit<Terms, 'nodes'>;

function joinedBy(node: Node, [a, b]: readonly Sum[]): Sum | undefined {
  if (ops.Neg.is(node)) return scaled(a, -1);
  if (ops.Add.is(node)) return sum(a, b);
  if (ops.Sub.is(node)) return sum(a, scaled(b, -1));
  if (ops.Div.is(node)) {
    const [by] = b.plain;
    return b.plain.length === 1 && b.gated.length === 0 && by !== 0 ? scaled(a, 1 / by) : undefined;
  }
  if (ops.Pow.is(node)) {
    const { exponent } = node.attrs;
    if (exponent !== 2 && exponent !== 3) return undefined;
    const square = product(a, a);
    return exponent === 2 ? square : square && product(square, a);
  }
  return product(a, b);
}

const sum = (a: Sum, b: Sum): Sum => ({ plain: plus(a.plain, b.plain), gated: plus(a.gated, b.gated) });

const scaled = (a: Sum, by: number): Sum => ({
  plain: a.plain.map((c) => c * by),
  gated: a.gated.map((c) => c * by),
});

/** Undefined where the gate would be squared, or the degree is too high. */
function product(a: Sum, b: Sum): Sum | undefined {
  if (a.gated.length > 0 && b.gated.length > 0) return undefined;
  const plain = times(a.plain, b.plain);
  const gated = plus(times(a.plain, b.gated), times(a.gated, b.plain));
  return Math.max(plain.length, gated.length) <= DEGREE + 1 ? { plain, gated } : undefined;
}

function plus(a: Polynomial, b: Polynomial): Polynomial {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0));
}

function times(a: Polynomial, b: Polynomial): Polynomial {
  if (a.length === 0 || b.length === 0) return [];
  return Array.from({ length: a.length + b.length - 1 }, (_, at) =>
    a.reduce((total, c, i) => total + c * (b[at - i] ?? 0), 0),
  );
}

/** Whether two polynomials agree, each coefficient within 1e-4 of the wanted one. */
export function isNear(found: Polynomial, wanted: Polynomial): boolean {
  return Array.from({ length: Math.max(found.length, wanted.length) }, (_, i) => i).every(
    (i) => Math.abs((found[i] ?? 0) - (wanted[i] ?? 0)) <= TOLERANCE * Math.abs(wanted[i] ?? 0),
  );
}
