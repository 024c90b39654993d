import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';

export const Floor = defineUnary({
  name: 'Floor',
  summary: 'The largest whole number that is not above x.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  f: (x) => Math.floor(x),
});
