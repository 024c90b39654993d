import { defineOp } from '@openbpu/ir';
import { noAttrs } from '../support/attrs';
import { inferBinary, mapBinary } from '../support/binary';

/** Two float32 tensors, NumPy broadcasting. */
export const Max = defineOp({
  name: 'Max',
  summary: 'The larger of two numbers.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer: (inputs) => [inferBinary('Max', inputs)],
  eval: (inputs) => [mapBinary(inputs, (a, b) => Math.max(a, b))],
});
