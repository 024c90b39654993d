import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Ceil = defineUnary({
  name: 'Ceil',
  summary: 'The smallest whole number that is not below x.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  f: (x) => Math.ceil(x),
});
