import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Log = defineUnary({
  name: 'Log',
  summary: 'Natural logarithm; -Infinity at 0, NaN below.',
  parseAttrs: noAttrs,
  f: (x) => Math.log(x),
});
