import { HzQuantize as op } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { RESULTS, givesType, resultSuffix } from './by-type';
import { defineFunction } from './function';
import { rounded, typeBounds } from './requantised';

/** Division, never a reciprocal; NaN becomes 0 before anything is cast to an integer. */
export const HzQuantize = defineFunction(
  op,
  RESULTS.map((dtype) => ({
    suffix: resultSuffix(dtype),
    when: (call) => givesType(call, dtype),
    inputs: ['x', 'scale'],
    attributes: [],
    body(b) {
      const quotient = b.op('Div', ['x', 'scale']);
      const number = b.op('Where', [b.op('IsNaN', [quotient]), b.constant(float32([], [0])), quotient]);
      return rounded(b, number, typeBounds(b, dtype), dtype);
    },
  })),
);
