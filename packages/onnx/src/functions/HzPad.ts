import { HzPad as op } from '@openbpu/ops';
import { defineFunction } from './function';

export const HzPad = defineFunction(op, [
  {
    suffix: '',
    when: () => true,
    inputs: ['x'],
    attributes: ['pads', 'value'],
    body: (b) => b.op('Pad', ['x', b.ints('pads'), b.cast(b.int('value'), 'int8')]),
  },
]);
