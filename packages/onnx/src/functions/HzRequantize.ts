import { HzRequantize as op } from '@openbpu/ops';
import { RESULTS, givesType, resultSuffix } from './by-type';
import { defineFunction } from './function';
import { attributeBounds, requantised } from './requantised';

export const HzRequantize = defineFunction(
  op,
  RESULTS.map((dtype) => ({
    suffix: resultSuffix(dtype),
    when: (call) => givesType(call, dtype),
    inputs: ['x', 'm'],
    attributes: ['low', 'high'] as const,
    body: (b) => requantised(b, 'x', 'm', attributeBounds(b), dtype),
  })),
);
