import { defineOp } from '@openbpu/ir';
import { expectDType, makeTensor, requantize } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, clampAttrs } from '../support/attrs';
import { expectScalar } from '../support/expect-input';

const attrs = z.object(clampAttrs);

export type HzRequantizeAttrs = z.infer<typeof attrs>;

/**
 * Inputs: x int8, multiplier float32 scalar `M = fround(s_x / s_y)`. Output int8: `clamp(rne(fround(fround(q)·M)), low,
 * high)`.
 */
export const HzRequantize = defineOp<HzRequantizeAttrs>({
  name: 'HzRequantize',
  summary: 'Integers at one scale to integers at another.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer([x, multiplier]) {
    if (x?.dtype !== 'int8') throw new TypeError(`HzRequantize takes an int8 tensor, not ${x?.dtype ?? 'nothing'}`);
    expectScalar(multiplier, 'the multiplier');
    return [{ dtype: 'int8', shape: x.shape, layout: x.layout }];
  },
  eval([x, multiplier], { low, high }) {
    const m = expectDType(multiplier!, 'float32').data[0];
    return [
      makeTensor(
        'int8',
        x!.shape,
        expectDType(x!, 'int8').data.map((q) => requantize(q, m, low, high)),
      ),
    ];
  },
});
