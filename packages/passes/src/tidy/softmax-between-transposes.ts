import { rewritePass } from '@openbpu/core';
import { PatchBuilder } from '@openbpu/ir';
import { Softmax, Transpose } from '@openbpu/ops';
import { normalizeAxis } from '@openbpu/tensor';
import { soleProducer } from './sole-producer';

/**
 * Before: Transpose -> Softmax -> the Transpose back
 * After: Softmax along the axis that the first Transpose had moved, its name kept
 * Conditions: nobody else reads what stands between.
 * Formula: the axis is `perm[axis]` of the first Transpose.
 */
export const softmaxBetweenTransposes = rewritePass<'original'>({
  name: 'softmax-between-transposes',
  summary: 'Takes a Softmax along the axis that two Transposes around it only brought to the end.',
  rewrite(back, graph) {
    const softmax = Transpose.is(back) ? soleProducer(graph, back.inputs[0]) : undefined;
    const there = softmax && Softmax.is(softmax) ? soleProducer(graph, softmax.inputs[0]) : undefined;
    if (!Transpose.is(back) || !softmax || !Softmax.is(softmax) || !there || !Transpose.is(there)) return undefined;
    const { perm } = there.attrs;
    if (!back.attrs.perm.every((axis, i) => perm[axis] === i)) return undefined;
    const axis = perm[normalizeAxis(softmax.attrs.axis, perm.length)];
    const nodes = [there, softmax, back];
    const build = new PatchBuilder(graph, `take "${softmax.id}" along axis ${axis}`).remove(...nodes);
    build.node({
      ...softmax,
      attrs: { axis },
      inputs: there.inputs,
      outputs: back.outputs,
      origins: nodes.flatMap(({ origins }) => origins),
    });
    return build.build();
  },
});
