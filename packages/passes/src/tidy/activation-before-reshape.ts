import { rewritePass } from '@openbpu/core';
import { PRelu, Reshape } from '@openbpu/ops';
import { type Shape, sameShape } from '@openbpu/tensor';
import { soleProducer } from './sole-producer';
import { swapWithMove } from './swap-with-move';

/**
 * Before: [n, c, 1, 1] -> Reshape -> Relu | Clip | another function of one element; or -> Reshape [n, c] -> PRelu
 * After: the function -> Reshape, each named as before
 * Conditions: nobody else reads the Reshape.
 * So a fully connected layer that became a convolution meets its activation, and reshapes meet reshapes.
 */
export const activationBeforeReshape = rewritePass<'original'>({
  name: 'activation-before-reshape',
  summary: 'Moves an activation from a vector, or from tokens, to the images of one pixel they were.',
  rewrite(node, graph) {
    const isActivation = node.op.scalar !== undefined || PRelu.is(node);
    const reshape = isActivation ? soleProducer(graph, node.inputs[0]) : undefined;
    if (!reshape || !Reshape.is(reshape)) return undefined;
    const from = graph.value(reshape.inputs[0]).type.shape;
    const { shape } = graph.value(node.outputs[0]).type;
    if (!sameShape(from, [...shape, 1, 1]) && (PRelu.is(node) || !isPixels(from))) return undefined;
    return swapWithMove(node, reshape, graph);
  },
});

const isPixels = (shape: Shape) => shape.length === 4 && shape[2] === 1 && shape[3] === 1;
