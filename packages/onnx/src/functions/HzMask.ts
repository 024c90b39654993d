import { HzMask as op } from '@openbpu/ops';
import { defineFunction } from './function';

export const HzMask = defineFunction(op, [
  { suffix: '', when: () => true, inputs: ['x'], attributes: [], body: (b) => b.cast('x', 'int8') },
]);
