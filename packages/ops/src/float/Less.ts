import { HzSElementwiseGreater } from '../integer/HzSElementwiseGreater';
import { defineComparison } from '../support/comparison';

export const Less = defineComparison({
  name: 'Less',
  summary: 'Whether a < b.',
  test: (a, b) => a < b,
  integer: HzSElementwiseGreater,
  swapped: true,
});
