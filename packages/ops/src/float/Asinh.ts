import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Asinh = defineUnary({
  name: 'Asinh',
  summary: 'The number whose hyperbolic sine is x.',
  parseAttrs: noAttrs,
  f: (x) => Math.asinh(x),
});
