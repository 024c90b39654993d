import { HzUnmask as op } from '@openbpu/ops';
import { defineFunction } from './function';

export const HzUnmask = defineFunction(op, [
  { suffix: '', when: () => true, inputs: ['x'], attributes: [], body: (b) => b.cast('x', 'bool') },
]);
