import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Exp = defineUnary({
  name: 'Exp',
  summary: 'e to the x.',
  parseAttrs: noAttrs,
  f: (x) => Math.exp(x),
});
