import { defineOp } from '@openbpu/ir';
import * as z from 'zod';
import { attrsOf, dtypeAttr, reduceAttrs } from '../support/attrs';
import { inferRequantisedSums, requantisedSums } from '../support/requantised-sums';

const attrs = z.object({ ...reduceAttrs, ...dtypeAttr });

export type HzSQuantizedReduceMeanAttrs = z.infer<typeof attrs>;

/**
 * Inputs: x int8 or int16, multiplier float32 [], `M = fround(s_x / (s_y·count))`. Output int8, or
 * int16 where `dtype` says so: `clamp(rne(fround(fround(Σx)·M)))` over the axes.
 */
export const HzSQuantizedReduceMean = defineOp<HzSQuantizedReduceMeanAttrs>({
  name: 'HzSQuantizedReduceMean',
  summary: 'Integer mean over axes: sum, then requantise by the count.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: ([x, multiplier], a) => [inferRequantisedSums(x, multiplier, a, 'HzSQuantizedReduceMean')],
  eval: ([x, multiplier], a) => [requantisedSums(x!, multiplier!, a)],
});
