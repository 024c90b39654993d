import { noAttrs } from '../support/attrs';
import { defineUnary } from '../support/unary';
import { Softplus } from './Softplus';

export const Mish = defineUnary({
  name: 'Mish',
  summary: 'x · tanh(log(1 + exp(x))).',
  parseAttrs: noAttrs,
  f: (x) => (x === -Infinity ? 0 : x * Math.tanh(Softplus.scalar!(x, {}))),
});
