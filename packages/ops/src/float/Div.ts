import { defineOp } from '@openbpu/ir';
import { noAttrs } from '../support/attrs';
import { inferBinary, mapBinary } from '../support/binary';

/** Two float32 tensors, NumPy broadcasting. */
export const Div = defineOp({
  name: 'Div',
  summary: 'a / b.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer: (inputs) => [inferBinary('Div', inputs)],
  eval: (inputs) => [mapBinary(inputs, (a, b) => a / b)],
});
