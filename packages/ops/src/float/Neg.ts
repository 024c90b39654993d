import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Neg = defineUnary({
  name: 'Neg',
  summary: '-x.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  f: (x) => -x,
});
