import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Softsign = defineUnary({
  name: 'Softsign',
  summary: 'x / (1 + |x|).',
  parseAttrs: noAttrs,
  f: (x) => x / (1 + Math.abs(x)),
});
