import { defineOp } from '@openbpu/ir';
import { expectDType, requantize } from '@openbpu/tensor';
import type * as z from 'zod';
import { attrsOf, bounded, clampAttrs, resultType } from '../support/attrs';
import { expectScalar } from '../support/expect-input';
import { expectQuantised, integersFrom, quantisedInput } from '../support/quantised';

const attrs = bounded(clampAttrs);

export type HzRequantizeAttrs = z.infer<typeof attrs>;

/**
 * Inputs: x int8 or int16, multiplier float32 scalar `M = fround(s_x / s_y)`. Output int8, or int16 where `dtype` says
 * so: `clamp(rne(fround(fround(q)·M)), low, high)`.
 */
export const HzRequantize = defineOp<HzRequantizeAttrs>({
  name: 'HzRequantize',
  summary: 'Integers at one scale to integers at another.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer([x, multiplier], a) {
    const { shape, layout } = quantisedInput(x, 'HzRequantize');
    expectScalar(multiplier, 'the multiplier');
    return [{ dtype: resultType(a), shape, layout }];
  },
  eval([x, multiplier], a) {
    const { data } = expectQuantised(x!);
    const m = expectDType(multiplier!, 'float32').data[0];
    return [integersFrom(resultType(a), x!.shape, (at) => requantize(data[at], m, a.low, a.high))];
  },
});
