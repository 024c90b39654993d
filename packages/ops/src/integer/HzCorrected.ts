import { defineOp } from '@openbpu/ir';
import { sameShape } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';

/**
 * Inputs: a constant that calibration has changed (a corrected bias, rounded weights, a saturated mask), and what it
 * was in the float model, of the same type. Output: the first. So a calibrated model tells the float model too.
 */
export const HzCorrected = defineOp({
  name: 'HzCorrected',
  summary: 'A constant that calibration has changed, beside what it was before.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer([changed, original]) {
    if (!changed || changed.dtype !== original?.dtype || !sameShape(changed.shape, original.shape))
      throw new TypeError('HzCorrected takes two tensors of one type');
    return [{ dtype: changed.dtype, shape: changed.shape, layout: changed.layout }];
  },
  eval: ([changed]) => [changed!],
});
