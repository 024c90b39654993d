import { defineOp } from '@openbpu/ir';
import { clamp, expectDType, rne } from '@openbpu/tensor';
import type * as z from 'zod';
import { attrsOf, bounded, clampAttrs, resultType } from '../support/attrs';
import { inferBroadcast } from '../support/broadcast';
import { expectScalar } from '../support/expect-input';
import { expectQuantised, expectQuantisedType } from '../support/quantised';
import { mapPair } from '../support/scaled-pair';

const attrs = bounded(clampAttrs);

export type HzSElementwiseDivAttrs = z.infer<typeof attrs>;

/**
 * Inputs: a, b int8 or int16 (NumPy broadcasting), M float32 scalar `fround(s_a / (s_b·s_y))`. Output int8, or int16
 * where `dtype` says so: `clamp(rne(fround(fround(a / b)·M)), low, high)`; 0 / 0 is 0, what is infinite saturates.
 */
export const HzSElementwiseDiv = defineOp<HzSElementwiseDivAttrs>({
  name: 'HzSElementwiseDiv',
  summary: 'Quotient of two integer tensors, requantised.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer([a, b, m], attributes) {
    expectQuantisedType(a?.dtype, 'HzSElementwiseDiv');
    expectQuantisedType(b?.dtype, 'HzSElementwiseDiv');
    expectScalar(m, 'the multiplier');
    return [{ dtype: resultType(attributes), ...inferBroadcast(a!, b!) }];
  },
  eval([a, b, m], attributes) {
    const { low, high } = attributes;
    const [x, z] = [expectQuantised(a!).data, expectQuantised(b!).data];
    const multiplier = expectDType(m!, 'float32').data[0];
    return [
      mapPair(a!.shape, b!.shape, resultType(attributes), (ia, ib) => {
        const y = Math.fround(Math.fround(x[ia] / z[ib]) * multiplier);
        return clamp(Number.isNaN(y) ? 0 : rne(y), low, high);
      }),
    ];
  },
});
