import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Cosh = defineUnary({
  name: 'Cosh',
  summary: 'Hyperbolic cosine.',
  parseAttrs: noAttrs,
  f: (x) => Math.cosh(x),
});
