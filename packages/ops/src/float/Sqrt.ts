import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Sqrt = defineUnary({
  name: 'Sqrt',
  summary: 'Square root; NaN below 0.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  f: (x) => Math.sqrt(x),
});
