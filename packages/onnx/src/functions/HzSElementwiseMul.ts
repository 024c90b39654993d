import { HzSElementwiseMul as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { attributeBounds, requantised } from './requantised';

export const HzSElementwiseMul = defineFunction(op, [
  {
    suffix: '',
    when: () => true,
    inputs: ['a', 'b', 'm'],
    attributes: ['low', 'high'],
    body: (b) =>
      requantised(b, b.op('Mul', [b.cast('a', 'int32'), b.cast('b', 'int32')]), 'm', attributeBounds(b), 'int8'),
  },
]);
