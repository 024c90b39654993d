import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Sinh = defineUnary({
  name: 'Sinh',
  summary: 'Hyperbolic sine.',
  parseAttrs: noAttrs,
  f: (x) => Math.sinh(x),
});
