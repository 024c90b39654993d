import { HzPreprocessQuantized as op } from '@openbpu/ops';
import { float32, int8 } from '@openbpu/tensor';
import { RESULTS, givesType, resultSuffix } from './by-type';
import { perChannel } from './convolution';
import { defineFunction } from './function';
import { requantised, typeBounds } from './requantised';

/**
 * 14-bit weights as two int8 halves, `w = 256·high + low + 128`: two integer convolutions, the second with −128 as the
 * zero point of its weights.
 */
export const HzPreprocessQuantized = defineFunction(
  op,
  RESULTS.map((dtype) => ({
    suffix: resultSuffix(dtype),
    when: (call) => givesType(call, dtype),
    inputs: ['x', 'w', 'bias', 'm'],
    attributes: [],
    body(b) {
      const step = b.constant(float32([], [256]));
      const weights = b.cast('w', 'float32');
      const upper = b.op('Floor', [b.op('Div', [weights, step])]);
      const lower = b.op('Sub', [b.op('Sub', [weights, b.op('Mul', [upper, step])]), b.constant(float32([], [128]))]);
      const zero = b.constant(int8([], [0]));
      const high = b.op('ConvInteger', ['x', b.cast(upper, 'int8')]);
      const low = b.op('ConvInteger', ['x', b.cast(lower, 'int8'), zero, b.constant(int8([], [-128]))]);
      const sum = b.op('Add', [b.op('Mul', [high, b.cast(step, 'int32')]), low]);
      const acc = b.op('Add', [sum, perChannel(b, 'bias')]);
      return requantised(b, acc, perChannel(b, 'm'), typeBounds(b, dtype), dtype);
    },
  })),
);
