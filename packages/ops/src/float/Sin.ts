import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Sin = defineUnary({
  name: 'Sin',
  summary: 'Sine, in radians.',
  parseAttrs: noAttrs,
  f: (x) => Math.sin(x),
});
