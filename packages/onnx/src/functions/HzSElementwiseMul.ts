import { HzSElementwiseMul as op } from '@openbpu/ops';
import { RESULTS, givesType, resultSuffix } from './by-type';
import { defineFunction } from './function';
import { attributeBounds, requantised } from './requantised';

export const HzSElementwiseMul = defineFunction(
  op,
  RESULTS.map((dtype) => ({
    suffix: resultSuffix(dtype),
    when: (call) => givesType(call, dtype),
    inputs: ['a', 'b', 'm'],
    attributes: ['low', 'high'] as const,
    body: (b) =>
      requantised(b, b.op('Mul', [b.cast('a', 'int32'), b.cast('b', 'int32')]), 'm', attributeBounds(b), dtype),
  })),
);
