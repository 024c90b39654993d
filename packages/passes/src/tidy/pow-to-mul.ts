import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { Mul, Pow } from '@openbpu/ops';
import { type March, forMarch } from './for-march';

/**
 * Before: Pow by 2, 3 or 4, which the march refuses
 * After: products; the last is named like the power, those before `<pow>_square`
 * Conditions: the march takes the products.
 */
export class PowToMul implements Pass<'original'> {
  readonly name = 'pow-to-mul';
  readonly summary = 'Writes small whole powers as products where the march has no Pow.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  if (!Pow.is(node) || ![2, 3, 4].includes(node.attrs.exponent)) return undefined;
  const [x] = node.inputs;
  const { id, outputs, origins } = node;
  const build = new PatchBuilder(graph, `write "${id}" as a product`).remove(node);
  if (node.attrs.exponent === 2) {
    build.node({ id, op: Mul, inputs: [x, x], outputs, origins });
    return build.build();
  }
  const [square] = build.node({ id: build.free(`${id}_square`), op: Mul, inputs: [x, x], origins });
  build.node({ id, op: Mul, inputs: [square, node.attrs.exponent === 3 ? x : square], outputs, origins });
  return build.build();
}
