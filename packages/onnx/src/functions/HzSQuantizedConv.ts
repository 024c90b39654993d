import { HzSQuantizedConv as op } from '@openbpu/ops';
import { refAttribute } from '../proto/attribute';
import type { Body } from './body';
import { hasTypes } from './by-type';
import { integerConvolution, perChannel, requantisedConvolution, wideConvolution } from './convolution';
import { defineFunction } from './function';
import { halves } from './halves';
import { attributeBounds, requantised } from './requantised';

const attributes = ['kernel', 'strides', 'dilations', 'pads', 'group', 'low', 'high'] as const;

const steps = [
  refAttribute('kernel_shape', 'INTS', 'kernel'),
  refAttribute('strides', 'INTS', 'strides'),
  refAttribute('dilations', 'INTS', 'dilations'),
  refAttribute('group', 'INT', 'group'),
];

const window = [...steps, refAttribute('pads', 'INTS', 'pads')];

const operands = ['x', 'w', 'bias', 'm'];

const INT8 = { x: 'int8', y: 'int8' } as const;
const WIDER = { x: 'int8', y: 'int16' } as const;
const wide = (y: 'int8' | 'int16') => ({ x: 'int16', y }) as const;

/** Padding that is not 0 is written out: ConvInteger and QLinearConv pad with what they subtract. */
export const HzSQuantizedConv = defineFunction(op, [
  {
    suffix: '',
    when: (call) => hasTypes(call, INT8) && call.attrs.padding === 0,
    inputs: operands,
    attributes,
    body: (b) => requantisedConvolution(b, 'x', window),
  },
  {
    suffix: '_i32',
    when: ({ inputs, attrs }) => isTail(inputs) && inputs[0]?.dtype === 'int8' && attrs.padding === 0,
    inputs: ['x', 'w', 'bias'],
    attributes,
    body: (b) => integerConvolution(b, 'x', window),
  },
  {
    suffix: '_padded',
    when: (call) => hasTypes(call, INT8),
    inputs: operands,
    attributes: [...attributes, 'padding'],
    body: (b) => requantisedConvolution(b, padded(b), steps),
  },
  {
    suffix: '_padded_i32',
    when: ({ inputs }) => isTail(inputs) && inputs[0]?.dtype === 'int8',
    inputs: ['x', 'w', 'bias'],
    attributes: [...attributes, 'padding'],
    body: (b) => integerConvolution(b, padded(b), steps),
  },
  {
    suffix: '_i8_i16',
    when: (call) => hasTypes(call, WIDER) && call.attrs.padding === 0,
    inputs: operands,
    attributes,
    body: (b) => byChannel(b, integerConvolution(b, 'x', window), 'int16'),
  },
  {
    suffix: '_padded_i8_i16',
    when: (call) => hasTypes(call, WIDER),
    inputs: operands,
    attributes: [...attributes, 'padding'],
    body: (b) => byChannel(b, integerConvolution(b, padded(b), steps), 'int16'),
  },
  {
    suffix: '_i16',
    when: (call) => hasTypes(call, wide('int16')),
    inputs: operands,
    attributes,
    body: (b) => byChannel(b, wideConvolution(b, halves(b, 'x'), window), 'int16'),
  },
  {
    suffix: '_i16_i8',
    when: (call) => hasTypes(call, wide('int8')),
    inputs: operands,
    attributes,
    body: (b) => byChannel(b, wideConvolution(b, halves(b, 'x'), window), 'int8'),
  },
  {
    suffix: '_i16_i32',
    when: ({ inputs }) => isTail(inputs) && inputs[0]?.dtype === 'int16',
    inputs: ['x', 'w', 'bias'],
    attributes,
    body: (b) => b.cast(wideConvolution(b, halves(b, 'x'), window), 'int32'),
  },
]);

function isTail(inputs: readonly unknown[]): boolean {
  return inputs[3] === undefined;
}

/** An accumulator, requantised by the multiplier of its channel. */
function byChannel(b: Body, acc: string, dtype: 'int8' | 'int16'): string {
  return requantised(b, acc, perChannel(b, 'm'), attributeBounds(b), dtype);
}

/** x with its padding around it. */
function padded(b: Body): string {
  const pads = b.ints('pads');
  return b.op('Pad', [
    'x',
    b.concat(b.numbers(0, 0), b.part(pads, 0, 2), b.numbers(0, 0), b.part(pads, 2, 4)),
    b.cast(b.int('padding'), 'int8'),
  ]);
}
