import { HzSQuantizedConvTranspose as op } from '@openbpu/ops';
import { int8 } from '@openbpu/tensor';
import { intsAttribute, refAttribute } from '../proto/attribute';
import type { Body } from './body';
import { hasTypes } from './by-type';
import { integerConvolution, perChannel, requantisedConvolution, wideConvolution } from './convolution';
import { defineFunction } from './function';
import { type Halves, LOWER_ZERO, halves } from './halves';
import { attributeBounds, requantised } from './requantised';

const attributes = ['kernel', 'strides', 'dilations', 'pads', 'output_padding', 'group', 'low', 'high'] as const;

const operands = ['x', 'w', 'bias', 'm'];

const window = [
  refAttribute('kernel_shape', 'INTS', 'kernel'),
  intsAttribute('strides', [1, 1]),
  refAttribute('dilations', 'INTS', 'dilations'),
  refAttribute('group', 'INT', 'group'),
];

/** Zeros between rows and columns, then a plain convolution with the flipped weights. */
export const HzSQuantizedConvTranspose = defineFunction(op, [
  {
    suffix: '',
    when: (call) => hasTypes(call, { x: 'int8', y: 'int8' }),
    inputs: operands,
    attributes,
    body: (b) => requantisedConvolution(b, spread(b), window),
  },
  {
    suffix: '_i32',
    when: ({ inputs }) => inputs[3] === undefined && inputs[0]?.dtype === 'int8',
    inputs: ['x', 'w', 'bias'],
    attributes,
    body: (b) => integerConvolution(b, spread(b), window),
  },
  {
    suffix: '_i8_i16',
    when: (call) => hasTypes(call, { x: 'int8', y: 'int16' }),
    inputs: operands,
    attributes,
    body: (b) => byChannel(b, integerConvolution(b, spread(b), window), 'int16'),
  },
  {
    suffix: '_i16',
    when: (call) => hasTypes(call, { x: 'int16', y: 'int16' }),
    inputs: operands,
    attributes,
    body: (b) => byChannel(b, wideConvolution(b, spreadHalves(b), window), 'int16'),
  },
  {
    suffix: '_i16_i8',
    when: (call) => hasTypes(call, { x: 'int16', y: 'int8' }),
    inputs: operands,
    attributes,
    body: (b) => byChannel(b, wideConvolution(b, spreadHalves(b), window), 'int8'),
  },
  {
    suffix: '_i16_i32',
    when: ({ inputs }) => inputs[3] === undefined && inputs[0]?.dtype === 'int16',
    inputs: ['x', 'w', 'bias'],
    attributes,
    body: (b) => b.cast(wideConvolution(b, spreadHalves(b), window), 'int32'),
  },
]);

/** An accumulator, requantised by the multiplier of its channel. */
function byChannel(b: Body, acc: string, dtype: 'int8' | 'int16'): string {
  return requantised(b, acc, perChannel(b, 'm'), attributeBounds(b), dtype);
}

/** The halves of x, each spread over what stands for 0 in it. */
function spreadHalves(b: Body): Halves {
  const { high, low } = halves(b, 'x');
  return { high: spread(b, high), low: spread(b, low, b.constant(int8([], [LOWER_ZERO]))) };
}

/**
 * The input with `stride − 1` zeros behind every row and column, padded by `dilation·(kernel − 1) − pad` before, and
 * after it by as much plus `output_padding` less the zeros already there. A negative pad crops. `fill` stands for 0
 * unless 0 does.
 */
function spread(b: Body, x = 'x', fill?: string): string {
  const value = fill === undefined ? [] : [fill];
  const shape = b.op('Shape', [x]);
  const [batch, h, w] = [b.part(shape, 0, 2), b.part(shape, 2, 3), b.part(shape, 3, 4)];
  const one = b.numbers(1);
  const strides = b.ints('strides');
  const extra = b.op('Sub', [strides, one]);
  const zero = b.numbers(0);
  const apart = b.op('Reshape', [x, b.concat(batch, h, one, w, one)]);
  const gaps = b.concat(b.numbers(0, 0, 0, 0, 0, 0, 0, 0, 0), b.part(extra, 0, 1), zero, b.part(extra, 1, 2));
  const rows = b.op('Mul', [h, b.part(strides, 0, 1)]);
  const columns = b.op('Mul', [w, b.part(strides, 1, 2)]);
  const wide = b.op('Reshape', [b.op('Pad', [apart, gaps, ...value]), b.concat(batch, rows, columns)]);
  const reach = b.op('Mul', [b.ints('dilations'), b.op('Sub', [b.ints('kernel'), one])]);
  const pads = b.ints('pads');
  const before = b.op('Sub', [reach, b.part(pads, 0, 2)]);
  const after = b.op('Sub', [b.op('Add', [b.op('Sub', [reach, b.part(pads, 2, 4)]), b.ints('output_padding')]), extra]);
  const none = b.numbers(0, 0);
  return b.op('Pad', [wide, b.concat(none, before, none, after), ...value]);
}
