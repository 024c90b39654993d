import { HzSElementwiseGreaterOrEqual } from '../integer/HzSElementwiseGreaterOrEqual';
import { defineComparison } from '../support/comparison';

export const GreaterOrEqual = defineComparison({
  name: 'GreaterOrEqual',
  summary: 'Whether a ≥ b.',
  test: (a, b) => a >= b,
  integer: HzSElementwiseGreaterOrEqual,
});
