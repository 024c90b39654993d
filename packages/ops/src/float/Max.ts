import { defineOp } from '@openbpu/ir';
import { HzSElementwiseMax } from '../integer/HzSElementwiseMax';
import { noAttrs } from '../support/attrs';
import { inferBinary, mapBinary } from '../support/binary';
import { quantiseChoice } from '../support/quantise-choice';

/** Two float32 tensors, NumPy broadcasting; either may be a constant where it is to be quantised. */
export const Max = defineOp({
  name: 'Max',
  summary: 'The larger of two numbers.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer: (inputs) => [inferBinary('Max', inputs)],
  eval: (inputs) => [mapBinary(inputs, (a, b) => Math.max(a, b))],
  integer: {
    type: HzSElementwiseMax.name,
    quantise: (site) => quantiseChoice(site, HzSElementwiseMax),
  },
});
