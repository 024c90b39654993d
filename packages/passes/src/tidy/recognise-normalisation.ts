import { rewritePass } from '@openbpu/core';
import { type GraphPatch, type GraphView, type Node, type ValueId, PatchBuilder } from '@openbpu/ir';
import { Add, LayerNormalization, Mul, RMSNormalization, Sub } from '@openbpu/ops';
import { float32, sameShape } from '@openbpu/tensor';
import { isPlain } from './clamped-sum';
import {
  type MeanSquare,
  alike,
  centredOf,
  isAsked,
  isClosed,
  meanSquare,
  quotients,
  reciprocals,
  rootBeside,
  unique,
} from './norm-parts';

/** A normalisation, and the nodes that it is written with, in the order of the data. */
interface Normalisation {
  readonly op: typeof LayerNormalization | typeof RMSNormalization;
  /** x, and a scale and bias where it has them. */
  readonly inputs: readonly ValueId[];
  readonly attrs: { readonly axes: readonly number[]; readonly epsilon: number; readonly bound: 'inside' | 'added' };
  /** What the whole is multiplied by, where there is no scale. */
  readonly by?: number;
  readonly nodes: readonly Node[];
}

/**
 * Before: d / √(t · mean(d²) + ε), or with ε beside the root, with d = x, or with d = x − mean(x) over the same axes;
 * also as a product with the reciprocal of the root, which may have been multiplied by a constant k, and as
 * x · k/√… + (b − mean(x) · k/√…)
 * After: RMSNormalization(x) or LayerNormalization(x), with scale k or 1/√t and bias b, named like the last
 * Conditions: nobody else reads what stands between; no folded activation; ε ≥ 0 and t > 0 are single numbers; `onBpu`
 * names none of the nodes.
 * Formula: the same with mean and squares summed up in double by the reference.
 */
export const recogniseNormalisation = (onBpu: readonly string[] = []) =>
  rewritePass<'original'>({
    name: 'recognise-normalisation',
    summary: 'Recognises x / √(mean(x²) + ε), of x or of x less its mean, as one node.',
    rewrite(node, graph) {
      const found = quotient(node, graph) ?? expanded(node, graph);
      const fits = found && sameShape(graph.value(found.inputs[0]).type.shape, graph.value(node.outputs[0]).type.shape);
      return fits && !isAsked(onBpu, found.nodes) ? patchOf(node, graph, found) : undefined;
    },
  });

function patchOf(node: Node, graph: GraphView, found: Normalisation): GraphPatch {
  const { op, attrs, nodes, by = 1 } = found;
  const build = new PatchBuilder(graph, `make "${node.id}" a ${op.name}`).remove(...nodes);
  const origins = nodes.flatMap((each) => each.origins);
  const inputs = by === 1 ? found.inputs : [...found.inputs, build.constant(`${node.id}_scale`, float32([1], [by]))];
  build.node({ id: node.id, op, inputs, attrs: { ...attrs }, outputs: node.outputs, origins });
  return build.build();
}

/** `d / √(mean(d²) + ε)`, or `d / (√mean(d²) + ε)`. */
function quotient(node: Node, graph: GraphView): Normalisation | undefined {
  for (const { x: d, rootOf, divisor, factor, nodes } of quotients(node, graph)) {
    const inside = rootOf === undefined ? undefined : meanSquare(graph, rootOf);
    const square = inside ?? (divisor === undefined ? undefined : rootBeside(graph, divisor));
    const copies = square && alike(graph, d, square.x);
    if (!square || !copies || (square.times !== 1 && factor !== undefined)) continue;
    const attrs = attrsOf(square, inside ? 'inside' : 'added');
    const own = [...square.nodes, ...nodes];
    const scale = factor === undefined ? [] : [factor];
    const centred = centredOf(graph, d, square.axes);
    const all = centred ? unique([...centred.nodes, ...copies, ...own]) : [];
    if (centred && isClosed(graph, all, node))
      return { op: LayerNormalization, inputs: [centred.x, ...scale], ...attrs, nodes: all };
    if (isClosed(graph, own, node))
      return { op: RMSNormalization, inputs: [d, ...scale], ...attrs, nodes: unique(own) };
  }
  return undefined;
}

/** `√(t · m + ε) = √t · √(m + ε / t)`, and `√(t · m) + ε = √t · (√m + ε / √t)`. */
function attrsOf({ axes, times, epsilon }: MeanSquare, bound: 'inside' | 'added') {
  const by = 1 / Math.sqrt(times);
  return { by, attrs: { axes, epsilon: bound === 'inside' ? epsilon / times : epsilon * by, bound } };
}

/** `x · m + (b − mean · m)` with `m = k / √(mean((x − mean)²) + ε)`. */
function expanded(node: Node, graph: GraphView): Normalisation | undefined {
  if (!Add.is(node) || !isPlain(node.attrs)) return undefined;
  const [a, b] = node.inputs.map((id) => graph.producer(id));
  for (const [product, rest] of [
    [a, b],
    [b, a],
  ]) {
    const taken = rest && Sub.is(rest) && isPlain(rest.attrs) ? graph.producer(rest.inputs[1]) : undefined;
    if (!rest || !product || !taken || ![product, taken].every((each) => Mul.is(each) && isPlain(each.attrs))) continue;
    const m = product.inputs.find((id) => taken.inputs.includes(id));
    const x = product.inputs.find((id) => id !== m);
    const mean = taken.inputs.find((id) => id !== m);
    if (m === undefined) continue;
    for (const { rootOf, factor, nodes } of reciprocals(graph, m)) {
      const square = rootOf === undefined ? undefined : meanSquare(graph, rootOf);
      const centred = square && centredOf(graph, square.x, square.axes);
      const own = centred?.nodes.some(({ outputs }) => outputs[0] === mean) ? centred : undefined;
      if (!square || square.times !== 1 || !own || own.x !== x) continue;
      const all = unique([...own.nodes, ...square.nodes, ...nodes, product, taken, rest, node]);
      if (!isClosed(graph, all, node)) continue;
      const { attrs } = attrsOf(square, 'inside');
      return { op: LayerNormalization, inputs: [x, factor ?? '', rest.inputs[0]], attrs, nodes: all };
    }
  }
  return undefined;
}
