import { defineScaledChoice } from '../support/scaled-pair';

/** Inputs: a, b int8 or int16, Ma, Mb float32 scalars: `clamp(rne(min(fround(a·Ma), fround(b·Mb))), low, high)`. */
export const HzSElementwiseMin = defineScaledChoice(
  'HzSElementwiseMin',
  'The smaller of two integers, each with its multiplier.',
  Math.min,
);
