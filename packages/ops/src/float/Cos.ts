import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Cos = defineUnary({
  name: 'Cos',
  summary: 'Cosine, in radians.',
  parseAttrs: noAttrs,
  f: (x) => Math.cos(x),
});
