import { rewritePass } from '@openbpu/core';
import { PatchBuilder } from '@openbpu/ir';
import { HardSigmoid } from '@openbpu/ops';
import { clampedSum, factorOf } from './clamped-sum';

/** How far `k·max` may be from 1, relative: a few units in the last place of float32. */
const TOLERANCE = 1e-6;

/**
 * Before: Clip(x + b, 0, m) · k, or / (1 / k), with k·m = 1
 * After: HardSigmoid(x) with alpha = k and beta = b·k, named like the last
 * Conditions: b, k are single numbers and m is above 0; nobody else reads the sum and the clamp; no other folded
 * activation.
 */
export const recogniseHardSigmoid = rewritePass<'original'>({
  name: 'recognise-hard-sigmoid',
  summary: 'Recognises Clip(x + b, 0, m) / m as HardSigmoid.',
  rewrite(node, graph) {
    const scaled = factorOf(node, graph);
    const clip = scaled && clampedSum(scaled.x, graph);
    if (!scaled || !clip || clip.max <= 0 || Math.abs(scaled.k * clip.max - 1) > TOLERANCE) return undefined;
    const build = new PatchBuilder(graph, `make "${node.id}" a HardSigmoid`).remove(...clip.nodes, node);
    const attrs = { alpha: scaled.k, beta: clip.offset * scaled.k };
    build.node({
      id: node.id,
      op: HardSigmoid,
      inputs: [clip.x],
      attrs,
      outputs: node.outputs,
      origins: [...clip.nodes, node].flatMap(({ origins }) => origins),
    });
    return build.build();
  },
});
