import * as z from 'zod';
import { attrsOf, real } from '../support/attrs';
import { defineUnary } from '../support/unary';

const attrs = z.object({ alpha: real.default(0.2), beta: real.default(0.5) });

export type HardSigmoidAttrs = z.infer<typeof attrs>;

export const HardSigmoid = defineUnary<HardSigmoidAttrs>({
  name: 'HardSigmoid',
  summary: 'clamp(alpha · x + beta, 0, 1).',
  realAttrs: ['alpha', 'beta'],
  parseAttrs: attrsOf(attrs),
  f: (x, { alpha, beta }) => Math.min(Math.max(alpha * x + beta, 0), 1),
});
