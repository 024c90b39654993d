import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Acosh = defineUnary({
  name: 'Acosh',
  summary: 'The number of at least 0 whose hyperbolic cosine is x; NaN below 1.',
  parseAttrs: noAttrs,
  f: (x) => Math.acosh(x),
});
