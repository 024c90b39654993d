import { rewritePass } from '@openbpu/core';
import { type GraphView, type Node, PatchBuilder, type ValueId } from '@openbpu/ir';
import { HardSigmoid, HardSwish, Mul } from '@openbpu/ops';
import { clampedSum, factorOf, isPlain } from './clamped-sum';
import { soleProducer } from './sole-producer';

/** How far alpha and beta may be from 1/6 and 1/2; models write 0.1667 in their own roundings. */
const TOLERANCE = 1e-6;

/** x and the nodes of a product `x·gate(x)`. */
interface Product {
  readonly x: ValueId;
  readonly nodes: readonly Node[];
}

/**
 * Before: x · HardSigmoid(x) with alpha 1/6 and beta 1/2, or (x · Clip(x + 3, 0, 6)) / 6, products either way round
 * After: HardSwish(x), named like the last
 * Conditions: nobody else reads what stands between; no folded activation.
 */
export const recogniseHardSwish = rewritePass<'original'>({
  name: 'recognise-hard-swish',
  summary: 'Recognises x · HardSigmoid(x) as HardSwish.',
  rewrite(node, graph) {
    const found = gated(node, graph) ?? sixfold(node, graph);
    if (!found) return undefined;
    const build = new PatchBuilder(graph, `make "${node.id}" a HardSwish`).remove(...found.nodes, node);
    build.node({
      id: node.id,
      op: HardSwish,
      inputs: [found.x],
      outputs: node.outputs,
      origins: [...found.nodes, node].flatMap(({ origins }) => origins),
    });
    return build.build();
  },
});

const near = (value: number, target: number) => Math.abs(value - target) <= TOLERANCE * target;

/** `x · HardSigmoid(x)`. */
function gated(node: Node, graph: GraphView): Product | undefined {
  return product(node, (x, gate) => {
    const sigmoid = soleProducer(graph, gate);
    const fits =
      sigmoid &&
      HardSigmoid.is(sigmoid) &&
      sigmoid.inputs[0] === x &&
      near(sigmoid.attrs.alpha, 1 / 6) &&
      near(sigmoid.attrs.beta, 0.5);
    return fits ? { x, nodes: [sigmoid] } : undefined;
  });
}

/** `(x · Clip(x + 3, 0, 6)) / 6`. */
function sixfold(node: Node, graph: GraphView): Product | undefined {
  const scaled = factorOf(node, graph);
  const inner = scaled && near(scaled.k, 1 / 6) ? soleProducer(graph, scaled.x) : undefined;
  return (
    inner &&
    product(inner, (x, gate) => {
      const sum = clampedSum(gate, graph);
      return sum && sum.x === x && sum.offset === 3 && sum.max === 6 ? { x, nodes: [...sum.nodes, inner] } : undefined;
    })
  );
}

/** The first of both ways round in which a plain product fits. */
function product(node: Node, fit: (x: ValueId, gate: ValueId) => Product | undefined): Product | undefined {
  if (!Mul.is(node) || !isPlain(node.attrs)) return undefined;
  const [a, b] = node.inputs;
  return fit(a, b) ?? fit(b, a);
}
