import { HzSQuantizedGlobalAveragePool as op } from '@openbpu/ops';
import { intAttribute } from '../proto/attribute';
import { MIXTURES, hasTypes, typesSuffix } from './by-type';
import { defineFunction } from './function';
import { requantised, typeBounds } from './requantised';

/** Sums of int16 may need more than 32 bits. */
export const HzSQuantizedGlobalAveragePool = defineFunction(
  op,
  MIXTURES.map((types) => ({
    suffix: typesSuffix(types),
    when: (call) => hasTypes(call, types),
    inputs: ['x', 'm'],
    attributes: [],
    body(b) {
      const x = b.cast('x', types.x === 'int8' ? 'int32' : 'int64');
      const sum = b.op('ReduceSum', [x, b.numbers(2, 3)], [intAttribute('keepdims', 1)]);
      return requantised(b, sum, 'm', typeBounds(b, types.y), types.y);
    },
  })),
);
