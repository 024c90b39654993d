import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { erf } from '../support/erf';
import { defineUnary } from '../support/unary';

const attrs = z.object({ approximate: z.enum(['none', 'tanh']).default('none') });

export type GeluAttrs = z.infer<typeof attrs>;

export const Gelu = defineUnary<GeluAttrs>({
  name: 'Gelu',
  summary: 'x · Φ(x), exactly or by the usual tanh.',
  parseAttrs: attrsOf(attrs),
  f: (x, { approximate }) => {
    const phi =
      approximate === 'none' ? erf(x / Math.SQRT2) : Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3));
    return 0.5 * x * (1 + phi);
  },
});
