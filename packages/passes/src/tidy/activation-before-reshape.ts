import { rewritePass } from '@openbpu/core';
import { PRelu, Reshape } from '@openbpu/ops';
import { sameShape } from '@openbpu/tensor';
import { soleProducer } from './sole-producer';
import { swapWithMove } from './swap-with-move';

/**
 * Before: [n, c, 1, 1] -> Reshape [n, c] -> Relu | Clip | PRelu | another function of one element
 * After: the function -> Reshape, each named as before
 * Conditions: nobody else reads the Reshape.
 * So a fully connected layer that became a convolution meets its activation, and reshapes meet reshapes.
 */
export const activationBeforeReshape = rewritePass<'original'>({
  name: 'activation-before-reshape',
  summary: 'Moves an activation from a vector to the image of one pixel it was.',
  rewrite(node, graph) {
    const isActivation = node.op.scalar !== undefined || PRelu.is(node);
    const reshape = isActivation ? soleProducer(graph, node.inputs[0]) : undefined;
    if (!reshape || !Reshape.is(reshape)) return undefined;
    const from = graph.value(reshape.inputs[0]).type.shape;
    const { shape } = graph.value(node.outputs[0]).type;
    if (!sameShape(from, [...shape, 1, 1])) return undefined;
    return swapWithMove(node, reshape, graph);
  },
});
