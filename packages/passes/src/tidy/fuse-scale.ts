import { rewritePass } from '@openbpu/core';
import { affineOfArithmetic } from './affine-of-arithmetic';
import { scaleOutputChannels } from './scale-output-channels';

/**
 * Before: Conv | ConvTranspose | Gemm -> Add | Sub | Mul | Div by a constant a channel, or one for all
 * After: the layer with scaled weights and a bias
 * Conditions: nobody else reads the layer; neither has a folded activation; all parameters are constants.
 * Formula: `w' = w·k[c]`, `b' = b·k[c] + s[c]`, in double, rounded once.
 */
export const fuseScale = rewritePass<'original'>({
  name: 'fuse-scale',
  summary: 'Folds arithmetic with a constant per channel into the layer before it.',
  rewrite(node, graph) {
    const found = affineOfArithmetic(node, graph);
    return found && scaleOutputChannels(graph, graph.producer(found.x), node, found.affine);
  },
});
