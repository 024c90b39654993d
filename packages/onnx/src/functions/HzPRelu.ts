import { type HzPReluAttrs, HzPRelu as op } from '@openbpu/ops';
import { float32, int64 } from '@openbpu/tensor';
import { tensorAttribute } from '../proto/attribute';
import { writeTensor } from '../proto/write-tensor';
import type { Body } from './body';
import { type Integer, RESULTS, givesType, resultSuffix } from './by-type';
import { type FunctionVariant, defineFunction } from './function';
import { rounded, typeBounds } from './requantised';

/** One multiplier below zero, or one per channel, which is dimension 1 whatever the rank. */
export const HzPRelu = defineFunction(
  op,
  RESULTS.flatMap((dtype): FunctionVariant<HzPReluAttrs>[] => [
    {
      suffix: resultSuffix(dtype),
      when: (call) => givesType(call, dtype) && call.inputs[2]?.shape[0] === 1,
      inputs: ['x', 'm', 'negative'],
      attributes: [],
      body: (b) => bent(b, b.op('Reshape', ['negative', b.constant(int64([0], []))]), dtype),
    },
    {
      suffix: `_axis${resultSuffix(dtype)}`,
      when: (call) => givesType(call, dtype) && call.inputs[2]?.shape[0] !== 1,
      inputs: ['x', 'm', 'negative'],
      attributes: [],
      body(b) {
        const rank = b.op('Shape', [b.op('Shape', ['x'])]);
        const ones = b.op(
          'ConstantOfShape',
          [b.op('Sub', [rank, b.numbers(2)])],
          [tensorAttribute('value', writeTensor('', int64([1], [1])))],
        );
        return bent(b, b.op('Reshape', ['negative', b.concat(b.numbers(-1), ones)]), dtype);
      },
    },
  ]),
);

function bent(b: Body, negative: string, dtype: Integer): string {
  const q = b.cast('x', 'float32');
  const multiplier = b.op('Where', [b.op('Less', [q, b.constant(float32([], [0]))]), negative, 'm']);
  return rounded(b, b.op('Mul', [q, multiplier]), typeBounds(b, dtype), dtype);
}
