import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { Mish, Mul, Softplus, Tanh } from '@openbpu/ops';
import { isPlain } from './clamped-sum';
import type { March } from './for-march';
import { soleProducer } from './sole-producer';

/**
 * Before: x · Tanh(Softplus(x)), either way round
 * After: Mish(x), named like the product
 * Conditions: the march has Mish, as a table; nobody else reads what stands between; no folded activation.
 */
export class RecogniseMish implements Pass<'original'> {
  readonly name = 'recognise-mish';
  readonly summary = 'Recognises x · Tanh(Softplus(x)) as Mish.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    if (this.march.policy.quantise.Mish === undefined) return graph;
    let current = graph;
    for (const { id } of graph.nodes) {
      const node = current.node(id);
      const patch = node && propose(node, current);
      if (patch) current = current.apply(patch);
    }
    return current;
  }
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  if (!Mul.is(node) || !isPlain(node.attrs)) return undefined;
  for (const [x, gate] of [node.inputs, [...node.inputs].reverse()]) {
    const tanh = soleProducer(graph, gate);
    const inner = tanh && Tanh.is(tanh) ? soleProducer(graph, tanh.inputs[0]) : undefined;
    if (!tanh || !inner || !Softplus.is(inner) || inner.inputs[0] !== x) continue;
    const nodes = [inner, tanh, node];
    const build = new PatchBuilder(graph, `make "${node.id}" a Mish`).remove(...nodes);
    const origins = nodes.flatMap((each) => each.origins);
    build.node({ id: node.id, op: Mish, inputs: [x], outputs: node.outputs, origins });
    return build.build();
  }
  return undefined;
}
