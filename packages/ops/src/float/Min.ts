import { defineOp } from '@openbpu/ir';
import { noAttrs } from '../support/attrs';
import { inferBinary, mapBinary } from '../support/binary';

/** Two float32 tensors, NumPy broadcasting. */
export const Min = defineOp({
  name: 'Min',
  summary: 'The smaller of two numbers.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer: (inputs) => [inferBinary('Min', inputs)],
  eval: (inputs) => [mapBinary(inputs, (a, b) => Math.min(a, b))],
});
