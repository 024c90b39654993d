import { defineScaledTest } from '../support/scaled-pair';

/** Inputs: a, b int8 or int16, their scales sa, sb float32 scalars. Output int8: `fround(a·sa) >= fround(b·sb)`. */
export const HzSElementwiseGreaterOrEqual = defineScaledTest(
  'HzSElementwiseGreaterOrEqual',
  'Whether the first of two integers stands for no smaller number, each with its scale: 1 or 0.',
  (x, z) => x >= z,
);
