import { HzLut as op } from '@openbpu/ops';
import { defineFunction } from './function';

/** The entry of a negative q stands at q + length, which is what a negative index means to Gather. */
export const HzLut = defineFunction(op, [
  {
    suffix: '',
    when: () => true,
    inputs: ['x', 'table'],
    attributes: [],
    body: (b) => b.op('Gather', ['table', b.cast('x', 'int32')]),
  },
]);
