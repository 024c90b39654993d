import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { ReduceMax, ReduceSum, Reshape } from '@openbpu/ops';
import { type March, forMarch } from './for-march';

/**
 * Before: ReduceMax or ReduceSum that drops its axes, which the march refuses
 * After: the same that keeps them as 1 -> Reshape, named `<node>_reshape_output`
 * Conditions: the march takes it then.
 */
export class ReductionKeepsDims implements Pass<'original'> {
  readonly name = 'reduction-keeps-dims';
  readonly summary =
    'Writes a maximum or a sum that drops its axes as one that keeps them, where the march asks for that.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, kept);
  }
}

function kept(node: Node, graph: Graph): GraphPatch | undefined {
  const { id, outputs, origins } = node;
  const build = new PatchBuilder(graph, `let "${id}" keep its axes`).remove(node);
  const y = build.free(`${id}_kept`);
  if (ReduceMax.is(node) && !node.attrs.keepdims)
    build.node({ ...node, attrs: { ...node.attrs, keepdims: true }, outputs: [y] });
  else if (ReduceSum.is(node) && !node.attrs.keepdims)
    build.node({ ...node, attrs: { ...node.attrs, keepdims: true }, outputs: [y] });
  else return undefined;
  const { shape } = graph.value(outputs[0]).type;
  build.node({ id: build.free(`${id}_reshape_output`), op: Reshape, inputs: [y], attrs: { shape }, outputs, origins });
  return build.build();
}
