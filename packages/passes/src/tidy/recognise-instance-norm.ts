import { rewritePass } from '@openbpu/core';
import { PatchBuilder, constantOf } from '@openbpu/ir';
import { InstanceNormalization, LayerNormalization } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { perChannel } from './per-channel';

/** A tensor of this rank or more has a height and a width after its channels. */
const IMAGE_RANK = 4;

/**
 * Before: LayerNormalization of all but the first two axes of an image, with a scale and bias of the channels, or none
 * After: InstanceNormalization, of the same name
 * Conditions: the scale and bias are constants.
 */
export const recogniseInstanceNorm = rewritePass<'original'>({
  name: 'recognise-instance-norm',
  summary: 'Calls a normalisation of every channel by its name.',
  rewrite(node, graph) {
    if (!LayerNormalization.is(node)) return undefined;
    const [x, ...parts] = node.inputs;
    const { shape } = graph.value(x).type;
    const { axes, epsilon, bound } = node.attrs;
    if (bound !== 'inside' || shape.length < IMAGE_RANK || axes[0] !== 2 || axes.length !== shape.length - 2)
      return undefined;
    const vectors = parts.map((id) => {
      const constant = id ? constantOf(graph, id) : undefined;
      return constant && perChannel(constant, shape);
    });
    if (parts.some((id, i) => id && !vectors[i])) return undefined;
    const build = new PatchBuilder(graph, `call "${node.id}" an InstanceNormalization`).remove(node);
    const given = vectors.map((each, i) => (each ? build.constant(parts[i], float32([each.length], each)) : ''));
    build.node({ ...node, op: InstanceNormalization, attrs: { epsilon }, inputs: [x, ...given] });
    return build.build();
  },
});
