import { defineOp } from '@openbpu/ir';
import * as z from 'zod';
import { attrsOf, dtypeAttr } from '../support/attrs';
import { inferRequantisedSums, requantisedSums } from '../support/requantised-sums';
import { imageDims } from '../support/window';

const attrs = z.object(dtypeAttr);

export type HzSQuantizedGlobalAveragePoolAttrs = z.infer<typeof attrs>;

const PLANE = { axes: [2, 3], keepdims: true };

/**
 * Inputs: x int8 or int16 [n, c, h, w], multiplier float32 [], `M = fround(s_x / (s_y·h·w))`. Output [n, c, 1, 1],
 * int8, or int16 where `dtype` says so: `clamp(rne(fround(fround(Σx)·M)))`.
 */
export const HzSQuantizedGlobalAveragePool = defineOp<HzSQuantizedGlobalAveragePoolAttrs>({
  name: 'HzSQuantizedGlobalAveragePool',
  summary: 'Integer mean of each plane.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer([x, multiplier], { dtype }) {
    imageDims(x, 'the input');
    return [inferRequantisedSums(x, multiplier, { ...PLANE, dtype }, 'HzSQuantizedGlobalAveragePool')];
  },
  eval: ([x, multiplier], { dtype }) => [requantisedSums(x!, multiplier!, { ...PLANE, dtype })],
});
