import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Reciprocal = defineUnary({
  name: 'Reciprocal',
  summary: '1 / x.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  f: (x) => 1 / x,
});
