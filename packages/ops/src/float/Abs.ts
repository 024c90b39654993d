import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Abs = defineUnary({
  name: 'Abs',
  summary: '|x|.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  f: (x) => Math.abs(x),
});
