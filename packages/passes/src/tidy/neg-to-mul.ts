import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { Mul, Neg } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { channelsToConv } from './channels-to-conv';
import { type March, forMarch } from './for-march';

/**
 * Before: Neg, which the march refuses
 * After: Mul by −1, or where the march refuses that as well a depthwise 1x1 Conv of −1, named alike
 * Conditions: the march takes one of them.
 */
export class NegToMul implements Pass<'original'> {
  readonly name = 'neg-to-mul';
  readonly summary = 'Writes a negation as a product by −1 where the march has none.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(forMarch(graph, this.march, product), this.march, convolution);
  }
}

function product(node: Node, graph: Graph): GraphPatch | undefined {
  if (!Neg.is(node)) return undefined;
  const build = new PatchBuilder(graph, `write "${node.id}" as a product`).remove(node);
  const minus = build.constant(`${node.id}_factor`, float32([], [-1]));
  const { id, outputs, origins } = node;
  build.node({ id, op: Mul, inputs: [node.inputs[0], minus], outputs, origins });
  return build.build();
}

function convolution(node: Node, graph: Graph): GraphPatch | undefined {
  const [, channels = 0] = graph.value(node.outputs[0]).type.shape;
  const all = (value: number) => new Float64Array(channels).fill(value);
  return Neg.is(node) ? channelsToConv(graph, node, node.inputs[0], { scale: all(-1), shift: all(0) }) : undefined;
}
