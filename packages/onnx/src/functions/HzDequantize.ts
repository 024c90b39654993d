import { HzDequantize as op } from '@openbpu/ops';
import { defineFunction } from './function';

export const HzDequantize = defineFunction(op, [
  {
    suffix: '',
    when: () => true,
    inputs: ['q', 'scale'],
    attributes: [],
    body: (b) => b.op('Mul', [b.cast('q', 'float32'), 'scale']),
  },
]);
