import { HzPad as op } from '@openbpu/ops';
import { givesType } from './by-type';
import { defineFunction } from './function';

/** Runtimes have no int16 Pad: that variant goes through int32. */
export const HzPad = defineFunction(op, [
  {
    suffix: '',
    when: (call) => givesType(call, 'int8'),
    inputs: ['x'],
    attributes: ['pads', 'value'],
    body: (b) => b.op('Pad', ['x', b.ints('pads'), b.cast(b.int('value'), 'int8')]),
  },
  {
    suffix: '_i16',
    when: (call) => givesType(call, 'int16'),
    inputs: ['x'],
    attributes: ['pads', 'value'],
    body: (b) => b.cast(b.op('Pad', [b.cast('x', 'int32'), b.ints('pads'), b.cast(b.int('value'), 'int32')]), 'int16'),
  },
]);
