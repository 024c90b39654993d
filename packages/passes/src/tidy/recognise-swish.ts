import { rewritePass } from '@openbpu/core';
import { PatchBuilder } from '@openbpu/ir';
import { Mul, Sigmoid, Swish } from '@openbpu/ops';
import { soleProducer } from './sole-producer';

/**
 * Before: x · Sigmoid(x), either way round
 * After: Swish(x), named like the product
 * Conditions: nobody else reads the sigmoid; the product has no folded activation.
 */
export const recogniseSwish = rewritePass<'original'>({
  name: 'recognise-swish',
  summary: 'Recognises x · Sigmoid(x) as Swish.',
  rewrite(node, graph) {
    if (!Mul.is(node) || node.attrs.min !== -Infinity || node.attrs.max !== Infinity) return undefined;
    for (const [x, gate] of [node.inputs, [...node.inputs].reverse()]) {
      const sigmoid = soleProducer(graph, gate);
      if (!sigmoid || !Sigmoid.is(sigmoid) || sigmoid.inputs[0] !== x) continue;
      const build = new PatchBuilder(graph, `make "${sigmoid.id}" and "${node.id}" a Swish`).remove(sigmoid, node);
      build.node({
        id: node.id,
        op: Swish,
        inputs: [x],
        outputs: node.outputs,
        origins: [...sigmoid.origins, ...node.origins],
      });
      return build.build();
    }
    return undefined;
  },
});
