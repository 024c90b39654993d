import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const HardSwish = defineUnary({
  name: 'HardSwish',
  summary: 'x · clamp(x / 6 + 1/2, 0, 1).',
  parseAttrs: noAttrs,
  f: (x) => x * Math.min(Math.max(x / 6 + 0.5, 0), 1),
});
