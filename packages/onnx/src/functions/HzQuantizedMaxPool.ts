import { HzQuantizedMaxPool as op } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { refAttribute } from '../proto/attribute';
import { defineFunction } from './function';

const attributes = ['kernel', 'strides', 'dilations', 'pads'] as const;

const window = [
  refAttribute('kernel_shape', 'INTS', 'kernel'),
  refAttribute('strides', 'INTS', 'strides'),
  refAttribute('dilations', 'INTS', 'dilations'),
  refAttribute('pads', 'INTS', 'pads'),
];

/** Runtimes have no int16 MaxPool: that variant goes through float32, which holds every int16. */
export const HzQuantizedMaxPool = defineFunction(op, [
  {
    suffix: '',
    when: ({ inputs }) => inputs[0]?.dtype === 'int8',
    inputs: ['x'],
    attributes,
    body: (b) => b.op('MaxPool', ['x'], window),
  },
  {
    suffix: '_i16',
    when: ({ inputs }) => inputs[0]?.dtype === 'int16',
    inputs: ['x'],
    attributes,
    body: (b) => b.cast(b.op('Max', [b.op('MaxPool', [b.cast('x', 'float32')], window), b.constant(float32([], [-32768]))]), 'int16'),
  },
]);
