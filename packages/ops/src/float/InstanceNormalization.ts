import { defineOp } from '@openbpu/ir';
import * as z from 'zod';
import { attrsOf, epsilonAttr } from '../support/attrs';
import { expectVector } from '../support/expect-input';
import { alongChannels, inferNormalised, normalised, rootMeanSquare, scaledBy } from '../support/normalise';
import { normalisationForm } from '../support/quantise-normalisation';

const attrs = z.object(epsilonAttr);

export type InstanceNormalizationAttrs = z.infer<typeof attrs>;

const placesOf = (rank: number) => Array.from({ length: rank - 2 }, (_, i) => i + 2);

/**
 * Inputs: x [n, c, …] of rank 3 or more, optional scale [c] and bias [c]. Every channel of every image by its own mean
 * and variance: `(x − mean) / √(variance + epsilon) · scale + bias`.
 */
export const InstanceNormalization = defineOp<InstanceNormalizationAttrs>({
  name: 'InstanceNormalization',
  summary: 'Normalises every channel of every image by its mean and variance.',
  accuracy: 'rounding',
  realAttrs: ['epsilon'],
  parseAttrs: attrsOf(attrs),
  infer([x, scale, bias]) {
    if (!x || x.shape.length < 3)
      throw new TypeError('InstanceNormalization takes a tensor [n, c, …] of rank 3 or more');
    expectVector(scale, 'float32', x.shape[1], 'the scale');
    expectVector(bias, 'float32', x.shape[1], 'the bias');
    return [inferNormalised('InstanceNormalization', [x], placesOf(x.shape.length))];
  },
  eval([x, scale, bias], { epsilon }) {
    const rank = x!.shape.length;
    const y = normalised(x!, { axes: placesOf(rank), centred: true, divisor: rootMeanSquare(epsilon) });
    return [scaledBy(y, x!, alongChannels(scale, rank), alongChannels(bias, rank))];
  },
  integer: normalisationForm((site) => {
    const { shape } = site.input(0).type;
    return {
      axes: placesOf(shape.length),
      norm: 'deviation',
      bound: 'inside',
      epsilon: site.node.attrs.epsilon,
      scale: alongChannels(site.constant(1), shape.length),
      bias: alongChannels(site.constant(2), shape.length),
    };
  }),
});
