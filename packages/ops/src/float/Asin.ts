import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Asin = defineUnary({
  name: 'Asin',
  summary: 'The angle whose sine is x, in -π/2..π/2; NaN beyond -1..1.',
  parseAttrs: noAttrs,
  f: (x) => Math.asin(x),
});
