import { defineOp } from '@openbpu/ir';
import { type Tensor, expectDType, makeTensor, sizeOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, epsilonAttr } from '../support/attrs';
import { expectVector } from '../support/expect-input';
import { alongChannels, inferNormalised, normalised, rootMeanSquare, scaledBy } from '../support/normalise';
import { normalisationForm } from '../support/quantise-normalisation';

const attrs = z.object({ groups: z.int().min(1), ...epsilonAttr });

export type GroupNormalizationAttrs = z.infer<typeof attrs>;

/**
 * Inputs: x [n, c, …], optional scale [c] and bias [c]. The channels fall into `groups` of neighbours; every group of
 * every image by its own mean and variance: `(x − mean) / √(variance + epsilon) · scale + bias` (Wu and He, "Group
 * normalization", 2018).
 */
export const GroupNormalization = defineOp<GroupNormalizationAttrs>({
  name: 'GroupNormalization',
  summary: 'Normalises groups of channels of every image by their mean and variance.',
  accuracy: 'rounding',
  realAttrs: ['epsilon'],
  parseAttrs: attrsOf(attrs),
  infer([x, scale, bias], { groups }) {
    if (!x || x.shape.length < 2) throw new TypeError('GroupNormalization takes a tensor [n, c, …]');
    if (x.shape[1] % groups !== 0) throw new RangeError(`${x.shape[1]} channels do not fall into ${groups} groups`);
    expectVector(scale, 'float32', x.shape[1], 'the scale');
    expectVector(bias, 'float32', x.shape[1], 'the bias');
    return [inferNormalised('GroupNormalization', [x], [])];
  },
  eval([x, scale, bias], { groups, epsilon }) {
    const [n, c, ...places] = x!.shape;
    const grouped = makeTensor('float32', [n, groups, c / groups, ...places], expectDType(x!, 'float32').data);
    const axes = grouped.shape.map((_, axis) => axis).slice(2);
    const y = normalised(grouped, { axes, centred: true, divisor: rootMeanSquare(epsilon) });
    return [scaledBy(y, x!, alongChannels(scale, x!.shape.length), alongChannels(bias, x!.shape.length))];
  },
  integer: normalisationForm((site) => {
    const { groups, epsilon } = site.node.attrs;
    const [n, c, ...places] = site.input(0).type.shape;
    const grouped = (part: Tensor | undefined) =>
      part && makeTensor('float32', [groups, c / groups, 1], expectDType(part, 'float32').data);
    return {
      as: [n, groups, c / groups, sizeOf(places)],
      axes: [2, 3],
      norm: 'deviation',
      bound: 'inside',
      epsilon,
      scale: grouped(site.constant(1)),
      bias: grouped(site.constant(2)),
    };
  }),
});
