import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Swish = defineUnary({
  name: 'Swish',
  summary: 'x · sigmoid(x), also known as SiLU.',
  parseAttrs: noAttrs,
  f: (x) => x / (1 + Math.exp(-x)),
});
