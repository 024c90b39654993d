import { defineOp } from '@openbpu/ir';
import * as z from 'zod';
import { attrsOf, rootAttrs } from '../support/attrs';
import { inferNormalised, normalised, rootMeanSquare, scaledBy } from '../support/normalise';
import { normalisationForm } from '../support/quantise-normalisation';

const attrs = z.object(rootAttrs);

export type RMSNormalizationAttrs = z.infer<typeof attrs>;

/**
 * Inputs: x of any rank, an optional scale that broadcasts to it. `x / √(mean(x²) + epsilon) · scale`, the mean taken
 * over `axes` (Zhang and Sennrich, "Root mean square layer normalization", 2019). With `bound: added` the divisor is
 * `√mean(x²) + epsilon`.
 */
export const RMSNormalization = defineOp<RMSNormalizationAttrs>({
  name: 'RMSNormalization',
  summary: 'Divides by the root of the mean square over axes.',
  accuracy: 'rounding',
  realAttrs: ['epsilon'],
  parseAttrs: attrsOf(attrs),
  infer: ([x, scale], { axes }) => [inferNormalised('RMSNormalization', [x, scale], axes)],
  eval: ([x, scale], { axes, epsilon, bound }) => [
    scaledBy(normalised(x!, { axes, centred: false, divisor: rootMeanSquare(epsilon, bound) }), x!, scale, undefined),
  ],
  integer: normalisationForm((site) => ({
    ...site.node.attrs,
    norm: 'root-mean-square',
    scale: site.constant(1),
  })),
});
