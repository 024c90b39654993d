import { HzSElementwiseGreater } from '../integer/HzSElementwiseGreater';
import { defineComparison } from '../support/comparison';

export const Greater = defineComparison({
  name: 'Greater',
  summary: 'Whether a > b.',
  test: (a, b) => a > b,
  integer: HzSElementwiseGreater,
});
