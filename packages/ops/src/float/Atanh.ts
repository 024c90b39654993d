import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Atanh = defineUnary({
  name: 'Atanh',
  summary: 'The number whose hyperbolic tangent is x; infinite at -1 and 1, NaN beyond.',
  parseAttrs: noAttrs,
  f: (x) => Math.atanh(x),
});
