import * as z from 'zod';
import { attrsOf, real } from '../support/attrs';
import { defineUnary } from '../support/unary';

const attrs = z.object({
  alpha: real.default(1.67326319217681884765625),
  gamma: real.default(1.05070102214813232421875),
});

export type SeluAttrs = z.infer<typeof attrs>;

export const Selu = defineUnary<SeluAttrs>({
  name: 'Selu',
  summary: 'gamma · x above 0, gamma · alpha · (exp(x) - 1) below.',
  realAttrs: ['alpha', 'gamma'],
  parseAttrs: attrsOf(attrs),
  f: (x, { alpha, gamma }) => (x > 0 ? gamma * x : gamma * alpha * Math.expm1(x)),
});
