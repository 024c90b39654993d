import { rewritePass } from '@openbpu/core';
import { type GraphView, type Node, type ValueId, ABSENT, PatchBuilder, constantOf } from '@openbpu/ir';
import { type Tensor, sizeOf } from '@openbpu/tensor';

/** How many elements more than it reads a folded node may give: what a table of indices or a small grid needs. */
const GROWTH = 2 ** 16;

/**
 * Before: constants -> any node with a reference evaluation
 * After: constants under the names of its outputs
 * Conditions: no output of the graph; the results hold at most 65,536 elements more than the inputs.
 * Formula: the reference evaluation of the op.
 */
export const foldConstants = rewritePass<'original'>({
  name: 'fold-constants',
  summary: 'Evaluates what depends on constants alone.',
  rewrite(node, graph) {
    if (node.op.accuracy === 'opaque' || node.outputs.some((id) => graph.isOutput(id))) return undefined;
    const inputs = constantInputs(node, graph);
    if (!inputs) return undefined;
    const elements = (shapes: readonly (readonly number[])[]) => shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
    const read = elements(inputs.flatMap((tensor) => (tensor ? [tensor.shape] : [])));
    if (elements(node.outputs.map((id) => graph.value(id).type.shape)) > read + GROWTH) return undefined;
    const build = new PatchBuilder(graph, `fold ${node.op.name} "${node.id}"`).remove(node);
    node.op
      .eval(inputs, node.attrs)
      .forEach((constant, i) => build.value({ ...graph.value(node.outputs[i]), constant }));
    return build.build();
  },
});

/** The elements of every input, or undefined when one is computed or there is none. */
function constantInputs({ inputs }: Node, graph: GraphView): (Tensor | undefined)[] | undefined {
  const isConstant = (id: ValueId) => id === ABSENT || constantOf(graph, id) !== undefined;
  return inputs.some((id) => id !== ABSENT) && inputs.every(isConstant)
    ? inputs.map((id) => constantOf(graph, id))
    : undefined;
}
