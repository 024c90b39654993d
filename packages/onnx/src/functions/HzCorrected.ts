import { HzCorrected as op } from '@openbpu/ops';
import { defineFunction } from './function';

export const HzCorrected = defineFunction(op, [
  {
    suffix: '',
    when: () => true,
    inputs: ['changed', 'original'],
    attributes: [],
    body: (b) => b.op('Identity', ['changed']),
  },
]);
