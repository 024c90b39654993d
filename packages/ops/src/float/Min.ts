import { defineOp } from '@openbpu/ir';
import { HzSElementwiseMin } from '../integer/HzSElementwiseMin';
import { noAttrs } from '../support/attrs';
import { inferBinary, mapBinary } from '../support/binary';
import { quantiseChoice } from '../support/quantise-choice';

/** Two float32 tensors, NumPy broadcasting; either may be a constant where it is to be quantised. */
export const Min = defineOp({
  name: 'Min',
  summary: 'The smaller of two numbers.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer: (inputs) => [inferBinary('Min', inputs)],
  eval: (inputs) => [mapBinary(inputs, (a, b) => Math.min(a, b))],
  integer: {
    type: HzSElementwiseMin.name,
    quantise: (site) => quantiseChoice(site, HzSElementwiseMin),
  },
});
