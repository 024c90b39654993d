import { rne } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Round = defineUnary({
  name: 'Round',
  summary: 'The nearest whole number, halves to the even one.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  f: (x) => rne(x),
});
