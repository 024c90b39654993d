import { defineOp } from '@openbpu/ir';
import { noAttrs } from '../support/attrs';
import { inferRequantisedSums, requantisedSums } from '../support/requantised-sums';
import { imageDims } from '../support/window';

const PLANE = { axes: [2, 3], keepdims: true };

/**
 * Inputs: x int8 or int16 [n, c, h, w], multiplier float32 [], `M = fround(s_x / (s_y·h·w))`. Output [n, c, 1, 1]:
 * `clamp(rne(fround(fround(Σx)·M)))`.
 */
export const HzSQuantizedGlobalAveragePool = defineOp({
  name: 'HzSQuantizedGlobalAveragePool',
  summary: 'Integer mean of each plane.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer([x, multiplier]) {
    imageDims(x, 'the input');
    return [inferRequantisedSums(x, multiplier, PLANE, 'HzSQuantizedGlobalAveragePool')];
  },
  eval: ([x, multiplier]) => [requantisedSums(x!, multiplier!, PLANE)],
});
