import { HzSElementwiseAdd } from '../integer/HzSElementwiseAdd';
import { defineActivatedBinary } from '../support/activated-binary';
import { quantiseSum } from '../support/quantise-sum';

/** NumPy broadcasting; either operand may be a constant. A folded activation is `min`, `max`. */
export const Add = defineActivatedBinary({
  name: 'Add',
  summary: 'a + b, with an optional folded clamp.',
  f: (a, b) => a + b,
  integer: {
    type: HzSElementwiseAdd.name,
    quantise: (site) => quantiseSum(site, HzSElementwiseAdd),
  },
});
