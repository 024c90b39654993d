import { HzSQuantizedReduceMean as op } from '@openbpu/ops';
import { refAttribute } from '../proto/attribute';
import { defineFunction } from './function';
import { requantised, typeBounds } from './requantised';

export const HzSQuantizedReduceMean = defineFunction(
  op,
  (['int8', 'int16'] as const).map((dtype) => ({
    suffix: dtype === 'int8' ? '' : '_i16',
    when: ({ inputs }) => inputs[0]?.dtype === dtype,
    inputs: ['x', 'm'],
    attributes: ['axes', 'keepdims'] as const,
    body(b) {
      const sum = b.op(
        'ReduceSum',
        [b.cast('x', 'int32'), b.ints('axes')],
        [refAttribute('keepdims', 'INT', 'keepdims')],
      );
      return requantised(b, sum, 'm', typeBounds(b, dtype), dtype);
    },
  })),
);
