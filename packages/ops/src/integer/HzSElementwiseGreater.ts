import { defineScaledTest } from '../support/scaled-pair';

/** Inputs: a, b int8 or int16, their scales sa, sb float32 scalars. Output int8: `fround(a·sa) > fround(b·sb)`. */
export const HzSElementwiseGreater = defineScaledTest(
  'HzSElementwiseGreater',
  'Whether the first of two integers stands for the larger number, each with its scale: 1 or 0.',
  (x, z) => x > z,
);
