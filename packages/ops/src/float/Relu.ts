import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Relu = defineUnary({
  name: 'Relu',
  summary: 'max(x, 0).',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  f: (x) => (x > 0 ? x : 0),
});
