import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Sign = defineUnary({
  name: 'Sign',
  summary: '-1 below 0, 1 above, 0 at 0; NaN stays.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  f: (x) => Math.sign(x),
});
