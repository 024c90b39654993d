import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Softplus = defineUnary({
  name: 'Softplus',
  summary: 'log(1 + exp(x)).',
  parseAttrs: noAttrs,
  f: (x) => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))),
});
