import { defineScaledChoice } from '../support/scaled-pair';

/** Inputs: a, b int8 or int16, Ma, Mb float32 scalars: `clamp(rne(max(fround(a·Ma), fround(b·Mb))), low, high)`. */
export const HzSElementwiseMax = defineScaledChoice(
  'HzSElementwiseMax',
  'The larger of two integers, each with its multiplier.',
  Math.max,
);
