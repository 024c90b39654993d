import { rewritePass } from '@openbpu/core';
import { type Node, PatchBuilder } from '@openbpu/ir';
import { Add, Div, Expand, Max, Min, Mul, Sub } from '@openbpu/ops';
import { broadcastShapes, sameShape } from '@openbpu/tensor';

const REPEATING = [Add, Sub, Mul, Div, Max, Min];

/**
 * Before: Expand -> Add | Sub | Mul | Div | Max | Min
 * After: the second, which repeats its operand by itself
 * Conditions: the result keeps its shape. For other readers the Expand stays.
 */
export const dropExpand = rewritePass<'original'>({
  name: 'drop-expand',
  summary: 'Drops an Expand in front of arithmetic that repeats its operands by itself.',
  rewrite(node, graph) {
    if (!REPEATING.some((op) => op.is(node))) return undefined;
    const inputs = node.inputs.map((id) => {
      const expand = graph.producer(id);
      return expand && Expand.is(expand) ? expand.inputs[0] : id;
    });
    const at = inputs.findIndex((id, i) => id !== node.inputs[i]);
    if (at < 0) return undefined;
    const fewer = node.inputs.with(at, inputs[at]);
    const shape = fewer
      .map((id) => graph.value(id).type.shape)
      .reduce((all: readonly number[], each) => broadcastShapes(all, each), []);
    if (!sameShape(shape, graph.value(node.outputs[0]).type.shape)) return undefined;
    const expand = graph.producer(node.inputs[at])!;
    const build = new PatchBuilder(graph, `drop "${expand.id}" before "${node.id}"`).remove(node);
    build.node({ ...(node as Node<object>), attrs: { ...(node.attrs as object) }, inputs: fewer });
    return build.build();
  },
});
