import { rewritePass } from '@openbpu/core';
import { PatchBuilder, constantOf } from '@openbpu/ir';
import { Div, Mul } from '@openbpu/ops';
import { expectDType, float32 } from '@openbpu/tensor';

/**
 * Before: x / constant
 * After: x · (1 / constant), named like it
 * Conditions: no element of the constant is zero, and every reciprocal is a normal float32.
 * Formula: the reciprocal in double, rounded once: a result moves by at most one unit in its last place.
 */
export const divToMul = rewritePass<'original'>({
  name: 'div-to-mul',
  summary: 'Turns a division by a constant into a multiplication.',
  rewrite(node, graph) {
    const divisor = Div.is(node) ? constantOf(graph, node.inputs[1]) : undefined;
    if (!divisor) return undefined;
    const { data } = expectDType(divisor, 'float32');
    const reciprocal = float32(
      divisor.shape,
      data.map((value) => 1 / value),
    );
    if (!reciprocal.data.every((value) => Number.isFinite(value) && Math.abs(value) >= SMALLEST_NORMAL))
      return undefined;
    const build = new PatchBuilder(graph, `turn the division "${node.id}" into a multiplication`).remove(node);
    const factor = build.constant(node.inputs[1], reciprocal);
    build.node({ ...node, op: Mul, attrs: {}, inputs: [node.inputs[0], factor] });
    return build.build();
  },
});

/** Below it float32 loses digits. */
const SMALLEST_NORMAL = 2 ** -126;
