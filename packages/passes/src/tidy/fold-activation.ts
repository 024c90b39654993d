import { rewritePass } from '@openbpu/core';
import { PatchBuilder, type Node } from '@openbpu/ir';
import { Add, Clip, Conv, ConvTranspose, Mul, Relu, Sub } from '@openbpu/ops';
import { guardPoles } from '../place/guard-poles';
import { NO_BOUND } from './remove-identity';

/** Ops that clamp their result themselves. */
const CLAMPING = [Conv, ConvTranspose, Add, Sub, Mul] as const;

/** The bounds an activation clamps to, or undefined when it does something else. */
function boundsOf(node: Node): { readonly min: number; readonly max: number } | undefined {
  if (Relu.is(node)) return { min: 0, max: Infinity };
  if (!Clip.is(node)) return undefined;
  const { min, max } = node.attrs;
  return { min: min <= -NO_BOUND ? -Infinity : min, max: max >= NO_BOUND ? Infinity : max };
}

/**
 * Before: Conv | ConvTranspose | Add | Sub | Mul -> Relu | Clip
 * After: the first, with `min` and `max`
 * Conditions: nobody else reads the first; it is no output of the graph. A convolution whose activation takes part in a
 * function with a pole keeps its accumulators.
 * Formula: clamp(clamp(x, a, b), c, d) with the bounds applied in order.
 */
export const foldActivation = rewritePass<'original'>({
  name: 'fold-activation',
  summary: 'Folds Relu and Clip into the node before them.',
  rewrite(node, graph) {
    const bounds = boundsOf(node);
    const before = bounds && graph.producer(node.inputs[0]);
    if (!before || graph.isOutput(before.outputs[0]) || graph.consumers(before.outputs[0]).length > 1) return undefined;
    for (const op of CLAMPING) {
      if (!op.is(before)) continue;
      if (before.op.integer?.accumulates && guardPoles(graph).has(node.id)) return undefined;
      const clamp = (x: number) => Math.min(Math.max(x, bounds.min), bounds.max);
      const attrs = { ...before.attrs, min: clamp(before.attrs.min), max: clamp(before.attrs.max) };
      const build = new PatchBuilder(graph, `fold ${node.op.name} "${node.id}" into "${before.id}"`).remove(
        before,
        node,
      );
      build.node({
        id: before.id,
        op,
        attrs,
        inputs: before.inputs,
        outputs: node.outputs,
        origins: [...before.origins, ...node.origins],
      });
      return build.build();
    }
    return undefined;
  },
});
