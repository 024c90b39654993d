import * as z from 'zod';
import { attrsOf, real } from '../support/attrs';
import { defineUnary } from '../support/unary';

const attrs = z.object({ alpha: real.default(1) });

export type CeluAttrs = z.infer<typeof attrs>;

export const Celu = defineUnary<CeluAttrs>({
  name: 'Celu',
  summary: 'x above 0, alpha · (exp(x / alpha) - 1) below.',
  realAttrs: ['alpha'],
  parseAttrs: attrsOf(attrs),
  f: (x, { alpha }) => (x < 0 ? alpha * Math.expm1(x / alpha) : x),
});
