import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Tan = defineUnary({
  name: 'Tan',
  summary: 'Tangent of an angle in radians.',
  parseAttrs: noAttrs,
  f: (x) => Math.tan(x),
});
