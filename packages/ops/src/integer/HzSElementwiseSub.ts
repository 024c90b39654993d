import { defineElementwiseSum } from '../support/elementwise-sum';

/** Inputs: a, b int8 or int16, Ma, Mb float32 scalars: `clamp(rne(fround(fround(a·Ma) − fround(b·Mb))), low, high)`. */
export const HzSElementwiseSub = defineElementwiseSum(
  'HzSElementwiseSub',
  'Integer difference of two tensors, each with its multiplier.',
  -1,
);
