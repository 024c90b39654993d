import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Sigmoid = defineUnary({
  name: 'Sigmoid',
  summary: '1 / (1 + exp(-x)).',
  parseAttrs: noAttrs,
  f: (x) => 1 / (1 + Math.exp(-x)),
});
