import { rewritePass } from '@openbpu/core';
import { PatchBuilder, constantOf } from '@openbpu/ir';
import { BatchNormalization, Conv, ConvTranspose } from '@openbpu/ops';
import { affineOfBatchNorm } from './affine';
import { scaleOutputChannels } from './scale-output-channels';

/**
 * Before: Conv | ConvTranspose -> BatchNormalization
 * After: the convolution with scaled weights and a bias
 * Conditions: nobody else reads the convolution; it has no folded activation; all parameters are constants.
 * Formula: with `k = γ / √(σ² + ε)`: `w' = w·k[c]`, `b' = (b - μ)·k + β`, in double, rounded once.
 */
export const fuseBatchNorm = rewritePass<'original'>({
  name: 'fuse-batch-norm',
  summary: 'Folds BatchNormalization into the convolution before it.',
  rewrite(node, graph) {
    if (!BatchNormalization.is(node)) return undefined;
    const conv = graph.producer(node.inputs[0]);
    if (!conv || !(Conv.is(conv) || ConvTranspose.is(conv))) return undefined;
    const affine = affineOfBatchNorm(node.inputs.slice(1).map((id) => constantOf(graph, id)), node.attrs.epsilon);
    return affine && scaleOutputChannels(graph, conv, node, affine);
  },
});

/**
 * Before: BatchNormalization with constants, on its own
 * After: a depthwise 1x1 convolution named like it
 * Conditions: a tensor of rank 4.
 */
export const batchNormToConv = rewritePass<'original'>({
  name: 'batch-norm-to-conv',
  summary: 'Turns a BatchNormalization that no convolution took into a depthwise 1x1 convolution.',
  rewrite(node, graph) {
    if (!BatchNormalization.is(node) || graph.value(node.inputs[0]).type.shape.length !== 4) return undefined;
    const affine = affineOfBatchNorm(node.inputs.slice(1).map((id) => constantOf(graph, id)), node.attrs.epsilon);
    if (!affine) return undefined;
    const channels = affine.scale.length;
    const build = new PatchBuilder(graph, `turn "${node.id}" into a convolution`).remove(node);
    const weight = build.constant(`${node.id}_weight`, { dtype: 'float32', shape: [channels, 1, 1, 1], data: Float32Array.from(affine.scale) });
    const bias = build.constant(`${node.id}_bias`, { dtype: 'float32', shape: [channels], data: Float32Array.from(affine.shift) });
    build.node({ id: node.id, op: Conv, inputs: [node.inputs[0], weight, bias], attrs: { kernel: [1, 1], group: channels }, outputs: node.outputs, origins: node.origins });
    return build.build();
  },
});
