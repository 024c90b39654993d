import { defineOp } from '@openbpu/ir';
import { expectDType, rangeOf, requantize } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, dtypeAttr, resultType } from '../support/attrs';
import { expectScalar } from '../support/expect-input';
import { expectQuantised, integersFrom, quantisedInput } from '../support/quantised';
import { expectSlopes, slopeIndex } from '../support/slopes';

const attrs = z.object(dtypeAttr);

export type HzPReluAttrs = z.infer<typeof attrs>;

/**
 * Inputs: x int8 or int16, multiplier float32 scalar, negative float32 [1] or [c] with the channel at dimension 1.
 * Output int8, or int16 where `dtype` says so: `clamp(rne(fround(fround(q)·M)))` with the multiplier for q ≥ 0 and the
 * channel's `negative` below.
 */
export const HzPRelu = defineOp<HzPReluAttrs>({
  name: 'HzPRelu',
  summary: 'One multiplier for integers that are not negative, one per channel for those that are.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer([x, multiplier, negative], a) {
    const from = quantisedInput(x, 'HzPRelu');
    expectScalar(multiplier, 'the multiplier');
    expectSlopes(from, negative, 'the multiplier of negative integers');
    return [{ dtype: resultType(a), shape: from.shape, layout: from.layout }];
  },
  eval([x, multiplier, negative], a) {
    const { data, shape } = expectQuantised(x!);
    const dtype = resultType(a);
    const [low, high] = rangeOf(dtype);
    const m = expectDType(multiplier!, 'float32').data[0];
    const below = expectDType(negative!, 'float32').data;
    const slope = slopeIndex(shape, below.length);
    return [integersFrom(dtype, shape, (at) => requantize(data[at], data[at] < 0 ? below[slope(at)] : m, low, high))];
  },
});
