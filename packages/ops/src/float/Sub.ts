import { HzSElementwiseSub } from '../integer/HzSElementwiseSub';
import { defineActivatedBinary } from '../support/activated-binary';
import { quantiseSum } from '../support/quantise-sum';

/** NumPy broadcasting; either operand may be a constant. A folded activation is `min`, `max`. */
export const Sub = defineActivatedBinary({
  name: 'Sub',
  summary: 'a - b, with an optional folded clamp.',
  f: (a, b) => a - b,
  integer: {
    type: HzSElementwiseSub.name,
    quantise: (site) => quantiseSum(site, HzSElementwiseSub),
  },
});
