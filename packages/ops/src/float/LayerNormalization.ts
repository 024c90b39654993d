import { defineOp } from '@openbpu/ir';
import * as z from 'zod';
import { attrsOf, rootAttrs } from '../support/attrs';
import { inferNormalised, normalised, rootMeanSquare, scaledBy } from '../support/normalise';
import { normalisationForm } from '../support/quantise-normalisation';

const attrs = z.object(rootAttrs);

export type LayerNormalizationAttrs = z.infer<typeof attrs>;

/**
 * Inputs: x of any rank, optional scale and bias that broadcast to it. `(x − mean) / √(variance + epsilon) · scale +
 * bias`, mean and variance (of the whole, not of a sample) taken over `axes`: the last ones of a transformer, the
 * channels of an image, the places of each channel. With `bound: added` the divisor is `√variance + epsilon`.
 */
export const LayerNormalization = defineOp<LayerNormalizationAttrs>({
  name: 'LayerNormalization',
  summary: 'Normalises by mean and variance over axes.',
  accuracy: 'rounding',
  realAttrs: ['epsilon'],
  parseAttrs: attrsOf(attrs),
  infer: (inputs, { axes }) => [inferNormalised('LayerNormalization', inputs, axes)],
  eval: ([x, scale, bias], { axes, epsilon, bound }) => [
    scaledBy(normalised(x!, { axes, centred: true, divisor: rootMeanSquare(epsilon, bound) }), x!, scale, bias),
  ],
  integer: normalisationForm((site) => ({
    ...site.node.attrs,
    norm: 'deviation',
    scale: site.constant(1),
    bias: site.constant(2),
  })),
});
