import { HzSQuantizedMatMul as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { attributeBounds, requantised } from './requantised';

/** `128 · 128 · k < 2³¹`: where sums of int8 by int8 stay within int32. */
const WITHIN_INT32 = 2 ** 17;

/** Anything wider than int8 by int8 is multiplied in double, where every partial sum is a whole number below 2⁵³. */
export const HzSQuantizedMatMul = defineFunction(
  op,
  [false, true].flatMap((wide) =>
    (['int8', 'int16'] as const).map((dtype) => ({
      suffix: `${wide ? '_f64' : ''}${dtype === 'int16' ? '_i16' : ''}`,
      when: ({ inputs: [a, b], outputs: [y] }) =>
        y.dtype === dtype &&
        (wide || (a?.dtype === 'int8' && b?.dtype === 'int8' && a.shape[a.shape.length - 1] < WITHIN_INT32)),
      inputs: ['a', 'b', 'm'],
      attributes: ['low', 'high'] as const,
      body(b) {
        const sums = wide
          ? b.op('MatMul', [b.cast('a', 'float64'), b.cast('b', 'float64')])
          : b.op('MatMulInteger', ['a', 'b']);
        return requantised(b, sums, 'm', attributeBounds(b), dtype);
      },
    })),
  ),
);
