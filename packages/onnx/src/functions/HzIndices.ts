import { HzIndices as op } from '@openbpu/ops';
import { defineFunction } from './function';

export const HzIndices = defineFunction(op, [
  { suffix: '', when: () => true, inputs: ['x'], attributes: [], body: (b) => b.cast('x', 'int64') },
]);
