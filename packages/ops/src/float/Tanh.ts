import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Tanh = defineUnary({
  name: 'Tanh',
  summary: 'Hyperbolic tangent.',
  parseAttrs: noAttrs,
  f: (x) => Math.tanh(x),
});
