import * as z from 'zod';
import { attrsOf, real } from '../support/attrs';
import { defineUnary } from '../support/unary';

const attrs = z.object({ alpha: real.default(1) });

export type EluAttrs = z.infer<typeof attrs>;

export const Elu = defineUnary<EluAttrs>({
  name: 'Elu',
  summary: 'x above 0, alpha · (exp(x) - 1) below.',
  realAttrs: ['alpha'],
  parseAttrs: attrsOf(attrs),
  f: (x, { alpha }) => (x < 0 ? alpha * Math.expm1(x) : x),
});
