import { HzSElementwiseEqual } from '../integer/HzSElementwiseEqual';
import { defineComparison } from '../support/comparison';

export const Equal = defineComparison({
  name: 'Equal',
  summary: 'Whether a = b; a NaN is equal to nothing.',
  test: (a, b) => a === b,
  masks: true,
  integer: HzSElementwiseEqual,
});
