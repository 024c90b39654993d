import { HzPreprocess as op } from '@openbpu/ops';
import { defineFunction } from './function';

export const HzPreprocess = defineFunction(op, [
  {
    suffix: '',
    when: () => true,
    inputs: ['x', 'w', 'bias'],
    attributes: [],
    body: (b) => b.op('Conv', ['x', 'w', 'bias']),
  },
]);
