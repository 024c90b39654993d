import { defineOp } from '@openbpu/ir';
import * as z from 'zod';
import { attrsOf, normAttrs } from '../support/attrs';
import { inferNormalised, normalised, scaledBy } from '../support/normalise';
import { normalisationForm } from '../support/quantise-normalisation';

const attrs = z.object({
  ...normAttrs,
  /** How epsilon keeps the divisor from 0: as the least that it may be, added to it, or added to its square. */
  bound: z.enum(['least', 'added', 'inside']).default('least'),
});

export type L2NormalizationAttrs = z.infer<typeof attrs>;

/** The divisor from the sum of squares. */
const DIVISORS = {
  least: (squares: number, epsilon: number) => Math.max(Math.sqrt(squares), epsilon),
  added: (squares: number, epsilon: number) => Math.sqrt(squares) + epsilon,
  inside: (squares: number, epsilon: number) => Math.sqrt(squares + epsilon),
};

/**
 * Inputs: x of any rank, an optional scale that broadcasts to it. `x / max(‖x‖, epsilon)`, `x / (‖x‖ + epsilon)` or
 * `x / √(‖x‖² + epsilon)`, the Euclidean norm taken over `axes`, times the scale.
 */
export const L2Normalization = defineOp<L2NormalizationAttrs>({
  name: 'L2Normalization',
  summary: 'Divides by the Euclidean norm over axes.',
  accuracy: 'rounding',
  realAttrs: ['epsilon'],
  parseAttrs: attrsOf(attrs),
  infer: ([x, scale], { axes }) => [inferNormalised('L2Normalization', [x, scale], axes)],
  eval([x, scale], { axes, epsilon, bound }) {
    const divisor = (squares: number) => DIVISORS[bound](squares, epsilon);
    return [scaledBy(normalised(x!, { axes, centred: false, divisor }), x!, scale, undefined)];
  },
  integer: normalisationForm((site) => ({ ...site.node.attrs, norm: 'euclidean', scale: site.constant(1) })),
});
