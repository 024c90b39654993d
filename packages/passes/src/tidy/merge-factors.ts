import { rewritePass } from '@openbpu/core';
import { type GraphView, type Node, type ValueId, PatchBuilder, constantOf } from '@openbpu/ir';
import { Add, Mul } from '@openbpu/ops';
import { type Tensor, expectDType, sameShape } from '@openbpu/tensor';
import { soleProducer } from './sole-producer';

/**
 * Before: (x · a) · b, or (x + a) + b, of constants
 * After: x · (a·b), or x + (a+b), named like the second
 * Conditions: nobody else reads the first, which has no folded activation; the constants make x no larger; their
 * product or sum is finite.
 * Formula: the constants in float32, so a result moves by at most a unit or two in its last place for a product; for
 * a sum by as much relative to the largest of the three.
 */
export const mergeFactors = rewritePass<'original'>({
  name: 'merge-factors',
  summary: 'Merges multiplications, or additions, by constants that follow each other.',
  rewrite(node, graph) {
    for (const op of [Mul, Add]) {
      const outer = op.is(node) ? withConstant(node, graph) : undefined;
      const before = outer && soleProducer(graph, outer.x);
      const inner =
        before && op.is(before) && before.attrs.min === -Infinity && before.attrs.max === Infinity
          ? withConstant(before, graph)
          : undefined;
      if (!op.is(node) || !outer || !before || !inner) continue;
      const [constant] = op.eval([inner.constant, outer.constant], { min: -Infinity, max: Infinity });
      const finite = expectDType(constant, 'float32').data.every(Number.isFinite);
      if (!finite || !sameShape(graph.value(inner.x).type.shape, graph.value(node.outputs[0]).type.shape))
        return undefined;
      const build = new PatchBuilder(graph, `merge "${before.id}" and "${node.id}"`).remove(before, node);
      const merged = build.constant(outer.name, constant);
      build.node({
        id: node.id,
        op,
        inputs: [inner.x, merged],
        attrs: { ...node.attrs },
        outputs: node.outputs,
        origins: [...before.origins, ...node.origins],
      });
      return build.build();
    }
    return undefined;
  },
});

/** The constant operand of a binary node and the computed one, or undefined when there are not one of each. */
function withConstant(
  { inputs }: Node,
  graph: GraphView,
): { readonly x: ValueId; readonly name: ValueId; readonly constant: Tensor } | undefined {
  const side = inputs.findIndex((id) => constantOf(graph, id));
  const constant = constantOf(graph, inputs[side] ?? '');
  const x = inputs[1 - side];
  return constant && !constantOf(graph, x) ? { x, name: inputs[side], constant } : undefined;
}
