import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Acos = defineUnary({
  name: 'Acos',
  summary: 'The angle whose cosine is x, in 0..π; NaN beyond -1..1.',
  parseAttrs: noAttrs,
  f: (x) => Math.acos(x),
});
