import { defineOp } from '@openbpu/ir';
import { expectDType, makeTensor, requantize } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';
import { expectScalar } from '../support/expect-input';
import { expectSlopes, slopeIndex } from '../support/slopes';

/**
 * Inputs: x int8, multiplier float32 scalar, negative float32 [1] or [c] with the channel at dimension 1.
 * Output int8: `clamp(rne(fround(fround(q)·M)))` with the multiplier for q ≥ 0 and the channel's `negative` below.
 */
export const HzPRelu = defineOp({
  name: 'HzPRelu',
  summary: 'One multiplier for integers that are not negative, one per channel for those that are.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer([x, multiplier, negative]) {
    if (x?.dtype !== 'int8') throw new TypeError(`HzPRelu takes an int8 tensor, not ${x?.dtype ?? 'nothing'}`);
    expectScalar(multiplier, 'the multiplier');
    expectSlopes(x, negative, 'the multiplier of negative integers');
    return [{ dtype: 'int8', shape: x.shape, layout: x.layout }];
  },
  eval([x, multiplier, negative]) {
    const m = expectDType(multiplier!, 'float32').data[0];
    const below = expectDType(negative!, 'float32').data;
    const slope = slopeIndex(x!.shape, below.length);
    return [
      makeTensor(
        'int8',
        x!.shape,
        expectDType(x!, 'int8').data.map((q, at) => requantize(q, q < 0 ? below[slope(at)] : m, -128, 127)),
      ),
    ];
  },
});
