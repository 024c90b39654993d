import { HzSQuantizedConv as op } from '@openbpu/ops';
import { refAttribute } from '../proto/attribute';
import type { Body } from './body';
import { integerConvolution, requantisedConvolution } from './convolution';
import { defineFunction } from './function';

const attributes = ['kernel', 'strides', 'dilations', 'pads', 'group', 'low', 'high'] as const;

const steps = [
  refAttribute('kernel_shape', 'INTS', 'kernel'),
  refAttribute('strides', 'INTS', 'strides'),
  refAttribute('dilations', 'INTS', 'dilations'),
  refAttribute('group', 'INT', 'group'),
];

const window = [...steps, refAttribute('pads', 'INTS', 'pads')];

/** Padding that is not 0 is written out: ConvInteger and QLinearConv pad with what they subtract. */
export const HzSQuantizedConv = defineFunction(op, [
  {
    suffix: '',
    when: ({ inputs, attrs }) => inputs[3] !== undefined && attrs.padding === 0,
    inputs: ['x', 'w', 'bias', 'm'],
    attributes,
    body: (b) => requantisedConvolution(b, 'x', window),
  },
  {
    suffix: '_i32',
    when: ({ inputs, attrs }) => inputs[3] === undefined && attrs.padding === 0,
    inputs: ['x', 'w', 'bias'],
    attributes,
    body: (b) => integerConvolution(b, 'x', window),
  },
  {
    suffix: '_padded',
    when: ({ inputs }) => inputs[3] !== undefined,
    inputs: ['x', 'w', 'bias', 'm'],
    attributes: [...attributes, 'padding'],
    body: (b) => requantisedConvolution(b, padded(b), steps),
  },
  {
    suffix: '_padded_i32',
    when: ({ inputs }) => inputs[3] === undefined,
    inputs: ['x', 'w', 'bias'],
    attributes: [...attributes, 'padding'],
    body: (b) => integerConvolution(b, padded(b), steps),
  },
]);

/** x with its padding around it. */
function padded(b: Body): string {
  const pads = b.ints('pads');
  return b.op('Pad', [
    'x',
    b.concat(b.numbers(0, 0), b.part(pads, 0, 2), b.numbers(0, 0), b.part(pads, 2, 4)),
    b.cast(b.int('padding'), 'int8'),
  ]);
}
