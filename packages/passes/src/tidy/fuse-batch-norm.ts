import { rewritePass } from '@openbpu/core';
import { type GraphPatch, type GraphView, type Node, constantOf } from '@openbpu/ir';
import { BatchNormalization } from '@openbpu/ops';
import { type Affine, affineOfBatchNorm } from './affine';
import { channelsToConv } from './channels-to-conv';
import { scaleOutputChannels } from './scale-output-channels';

/**
 * Before: Conv | ConvTranspose | Gemm -> BatchNormalization
 * After: the layer with scaled weights and a bias
 * Conditions: nobody else reads the layer; it has no folded activation; all parameters are constants.
 * Formula: with `k = γ / √(σ² + ε)`: `w' = w·k[c]`, `b' = (b - μ)·k + β`, in double, rounded once.
 */
export const fuseBatchNorm = rewritePass<'original'>({
  name: 'fuse-batch-norm',
  summary: 'Folds BatchNormalization into the layer before it.',
  rewrite(node, graph) {
    const affine = affineOf(node, graph);
    return affine && scaleOutputChannels(graph, graph.producer(node.inputs[0]), node, affine);
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
  rewrite: normAsConv,
});

/** The patch that makes a BatchNormalization of rank 4 a depthwise 1x1 convolution; undefined for any other node. */
export function normAsConv(node: Node, graph: GraphView): GraphPatch | undefined {
  const affine = affineOf(node, graph);
  return affine && channelsToConv(graph, node, node.inputs[0], affine);
}

function affineOf(node: Node, graph: GraphView): Affine | undefined {
  if (!BatchNormalization.is(node)) return undefined;
  const parameters = node.inputs.slice(1).map((id) => constantOf(graph, id));
  return affineOfBatchNorm(parameters, node.attrs.epsilon);
}
