import { HzSElementwiseGreaterOrEqual } from '../integer/HzSElementwiseGreaterOrEqual';
import { defineComparison } from '../support/comparison';

export const LessOrEqual = defineComparison({
  name: 'LessOrEqual',
  summary: 'Whether a ≤ b.',
  test: (a, b) => a <= b,
  integer: HzSElementwiseGreaterOrEqual,
  swapped: true,
});
