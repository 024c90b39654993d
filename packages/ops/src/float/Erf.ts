import { noAttrs } from '../support/attrs';
import { erf } from '../support/erf';
import { defineUnary } from '../support/unary';

export const Erf = defineUnary({
  name: 'Erf',
  summary: 'The error function.',
  parseAttrs: noAttrs,
  f: erf,
});
