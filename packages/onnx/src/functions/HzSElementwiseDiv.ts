import { HzSElementwiseDiv as op } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { Body } from './body';
import { type FunctionVariant, defineFunction } from './function';
import { attributeBounds, rounded } from './requantised';

const variant = (suffix: string, dtype: 'int8' | 'int16'): FunctionVariant<{ low: number; high: number }> => ({
  suffix,
  when: ({ outputs }) => outputs[0].dtype === dtype,
  inputs: ['a', 'b', 'm'],
  attributes: ['low', 'high'],
  body: (b) => rounded(b, quotient(b), attributeBounds(b), dtype),
});

export const HzSElementwiseDiv = defineFunction(op, [variant('', 'int8'), variant('_i16', 'int16')]);

/**
 * Times the multiplier; 0 where either is no number. Between the two stands a choice: runtimes make one division of
 * `1/x · m`.
 */
function quotient(b: Body): string {
  const known = (x: string) => b.op('Where', [b.op('IsNaN', [x]), b.constant(float32([], [0])), x]);
  return known(b.op('Mul', [known(b.op('Div', [b.cast('a', 'float32'), b.cast('b', 'float32')])), 'm']));
}
