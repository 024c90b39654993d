import { HzSQuantizedConv as op } from '@openbpu/ops';
import { refAttribute } from '../proto/attribute';
import { integerConvolution, requantisedConvolution } from './convolution';
import { defineFunction } from './function';

const attributes = ['kernel', 'strides', 'dilations', 'pads', 'group', 'low', 'high'] as const;

const window = [
  refAttribute('kernel_shape', 'INTS', 'kernel'),
  refAttribute('strides', 'INTS', 'strides'),
  refAttribute('dilations', 'INTS', 'dilations'),
  refAttribute('pads', 'INTS', 'pads'),
  refAttribute('group', 'INT', 'group'),
];

export const HzSQuantizedConv = defineFunction(op, [
  {
    suffix: '',
    when: ({ inputs }) => inputs[3] !== undefined,
    inputs: ['x', 'w', 'bias', 'm'],
    attributes,
    body: (b) => requantisedConvolution(b, 'x', window),
  },
  {
    suffix: '_i32',
    when: ({ inputs }) => inputs[3] === undefined,
    inputs: ['x', 'w', 'bias'],
    attributes,
    body: (b) => integerConvolution(b, 'x', window),
  },
]);
