import { HzSQuantizedGlobalAveragePool as op } from '@openbpu/ops';
import { intAttribute } from '../proto/attribute';
import { defineFunction } from './function';
import { requantised, typeBounds } from './requantised';

export const HzSQuantizedGlobalAveragePool = defineFunction(
  op,
  (['int8', 'int16'] as const).map((dtype) => ({
    suffix: dtype === 'int8' ? '' : '_i16',
    when: ({ inputs }) => inputs[0]?.dtype === dtype,
    inputs: ['x', 'm'],
    attributes: [],
    body(b) {
      const sum = b.op('ReduceSum', [b.cast('x', 'int32'), b.numbers(2, 3)], [intAttribute('keepdims', 1)]);
      return requantised(b, sum, 'm', typeBounds(b, dtype), dtype);
    },
  })),
);
