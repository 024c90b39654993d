import { rewritePass } from '@openbpu/core';
import { affineOfArithmetic } from './affine-of-arithmetic';
import { channelsToConv } from './channels-to-conv';

/**
 * Before: Add | Sub | Mul | Div by a constant that differs between channels, on its own
 * After: a depthwise 1x1 convolution named like it
 * Conditions: a tensor of rank 4; no folded activation. One number for all channels stays arithmetic.
 * Formula: `y = k[c]·x + s[c]`.
 */
export const scaleToConv = rewritePass<'original'>({
  name: 'scale-to-conv',
  summary: 'Turns arithmetic with a constant per channel that no layer took into a depthwise 1x1 convolution.',
  rewrite(node, graph) {
    const found = affineOfArithmetic(node, graph);
    if (!found) return undefined;
    const { x, affine } = found;
    const varies = (numbers: Float64Array) => numbers.some((value) => value !== numbers[0]);
    return varies(affine.scale) || varies(affine.shift) ? channelsToConv(graph, node, x, affine) : undefined;
  },
});
