import { HzSQuantizedReduceMean as op } from '@openbpu/ops';
import { refAttribute } from '../proto/attribute';
import { MIXTURES, hasTypes, typesSuffix } from './by-type';
import { defineFunction } from './function';
import { requantised, typeBounds } from './requantised';

/** Sums of int16 may need more than 32 bits. */
export const HzSQuantizedReduceMean = defineFunction(
  op,
  MIXTURES.map((types) => ({
    suffix: typesSuffix(types),
    when: (call) => hasTypes(call, types),
    inputs: ['x', 'm'],
    attributes: ['axes', 'keepdims'] as const,
    body(b) {
      const x = b.cast('x', types.x === 'int8' ? 'int32' : 'int64');
      const sum = b.op('ReduceSum', [x, b.ints('axes')], [refAttribute('keepdims', 'INT', 'keepdims')]);
      return requantised(b, sum, 'm', typeBounds(b, types.y), types.y);
    },
  })),
);
