import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Atan = defineUnary({
  name: 'Atan',
  summary: 'The angle whose tangent is x, in -π/2..π/2.',
  parseAttrs: noAttrs,
  f: (x) => Math.atan(x),
});
