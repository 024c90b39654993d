import { rewritePass } from '@openbpu/core';
import { type GraphView, type Node, PatchBuilder, constantOf } from '@openbpu/ir';
import { GroupNormalization, InstanceNormalization, LayerNormalization, Reshape } from '@openbpu/ops';
import { sameShape, toNumbers } from '@openbpu/tensor';
import { isAsked, isClosed } from './norm-parts';

/**
 * Before: x [n, c, …] -> Reshape [n, g, …] -> InstanceNormalization, or LayerNormalization of all but the first two
 * axes -> Reshape [n, c, …]
 * After: GroupNormalization(x) of g groups, named like the last
 * Conditions: g divides c; the normalisation has no scale and bias, or those that change nothing; nobody else reads
 * what stands between; `onBpu` names none of the nodes.
 */
export const recogniseGroupNorm = (onBpu: readonly string[] = []) =>
  rewritePass<'original'>({
    name: 'recognise-group-norm',
    summary: 'Recognises a normalisation between two Reshapes as GroupNormalization.',
    rewrite(node, graph) {
      const norm = Reshape.is(node) ? graph.producer(node.inputs[0]) : undefined;
      const before = norm && graph.producer(norm.inputs[0]);
      if (!norm || !before || !Reshape.is(before) || !isPlainNorm(norm, graph)) return undefined;
      const [x] = before.inputs;
      const { shape } = graph.value(x).type;
      const [batch, groups] = graph.value(norm.inputs[0]).type.shape;
      const nodes = [before, norm, node];
      const fits = shape[0] === batch && shape[1] % groups === 0;
      if (!fits || !sameShape(shape, graph.value(node.outputs[0]).type.shape) || !isClosed(graph, nodes, node))
        return undefined;
      if (isAsked(onBpu, nodes)) return undefined;
      const build = new PatchBuilder(graph, `make "${node.id}" a GroupNormalization`).remove(...nodes);
      const { epsilon } = norm.attrs;
      build.node({
        id: node.id,
        op: GroupNormalization,
        inputs: [x],
        attrs: { groups, epsilon },
        outputs: node.outputs,
        origins: nodes.flatMap(({ origins }) => origins),
      });
      return build.build();
    },
  });

/** Of all but the first two axes, without a scale and bias that change anything. */
function isPlainNorm(node: Node, graph: GraphView): node is Node<{ readonly epsilon: number }> {
  const all = (index: number, value: number) => {
    const id = node.inputs[index];
    const constant = id ? constantOf(graph, id) : undefined;
    return !id || (constant !== undefined && toNumbers(constant).every((each) => each === value));
  };
  if (!all(1, 1) || !all(2, 0)) return false;
  if (InstanceNormalization.is(node)) return true;
  const rank = graph.value(node.inputs[0]).type.shape.length;
  if (!LayerNormalization.is(node) || node.attrs.bound !== 'inside') return false;
  return node.attrs.axes[0] === 2 && node.attrs.axes.length === rank - 2;
}
