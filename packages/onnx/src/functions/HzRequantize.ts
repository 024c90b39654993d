import { HzRequantize as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { attributeBounds, requantised } from './requantised';

export const HzRequantize = defineFunction(op, [
  {
    suffix: '',
    when: () => true,
    inputs: ['x', 'm'],
    attributes: ['low', 'high'],
    body: (b) => requantised(b, 'x', 'm', attributeBounds(b), 'int8'),
  },
]);
