import { HzSQuantizedAveragePool as op } from '@openbpu/ops';
import { int32, int8 } from '@openbpu/tensor';
import { intAttribute, refAttribute, tensorAttribute } from '../proto/attribute';
import { writeTensor } from '../proto/write-tensor';
import type { Body } from './body';
import { defineFunction } from './function';
import { attributeBounds, requantised } from './requantised';

const attributes = ['kernel', 'strides', 'dilations', 'pads', 'low', 'high'] as const;

const window = [
  refAttribute('kernel_shape', 'INTS', 'kernel'),
  refAttribute('strides', 'INTS', 'strides'),
  refAttribute('dilations', 'INTS', 'dilations'),
  refAttribute('pads', 'INTS', 'pads'),
];

/** Sums by ConvInteger with a kernel of ones, every plane an image of one channel. */
export const HzSQuantizedAveragePool = defineFunction(op, [
  {
    suffix: '',
    when: ({ inputs }) => inputs[0]?.dtype === 'int8',
    inputs: ['x', 'm'],
    attributes,
    body: (b) =>
      requantised(
        b,
        sums(b, (planes, ones) => b.op('ConvInteger', [planes, ones], window)),
        'm',
        attributeBounds(b),
        'int8',
      ),
  },
  {
    suffix: '_i16',
    when: ({ inputs }) => inputs[0]?.dtype === 'int16',
    inputs: ['x', 'm'],
    attributes,
    body: (b) =>
      requantised(
        b,
        sums(b, (planes, ones) => wideSums(b, planes, ones)),
        'm',
        attributeBounds(b),
        'int16',
      ),
  },
]);

function sums(b: Body, convolve: (planes: string, ones: string) => string): string {
  const shape = b.op('Shape', ['x']);
  const planes = b.op('Reshape', ['x', b.concat(b.numbers(-1, 1), b.part(shape, 2, 4))]);
  const ones = b.op(
    'ConstantOfShape',
    [b.concat(b.numbers(1, 1), b.ints('kernel'))],
    [tensorAttribute('value', writeTensor('', int8([1], [1])))],
  );
  const acc = convolve(planes, ones);
  return b.op('Reshape', [acc, b.concat(b.part(shape, 0, 2), b.part(b.op('Shape', [acc]), 2, 4))]);
}

/** `x = 256·high + low + 128`, both int8; −128 as the zero point of the lower half also pads it rightly. */
function wideSums(b: Body, planes: string, ones: string): string {
  const x = b.cast(planes, 'int32');
  const step = b.constant(int32([], [256]));
  const lowest = b.op('Mod', [x, step], [intAttribute('fmod', 0)]);
  const high = b.cast(b.op('Div', [b.op('Sub', [x, lowest]), step]), 'int8');
  const low = b.cast(b.op('Sub', [lowest, b.constant(int32([], [128]))]), 'int8');
  const upper = b.op('Mul', [b.op('ConvInteger', [high, ones], window), step]);
  return b.op('Add', [upper, b.op('ConvInteger', [low, ones, b.constant(int8([], [-128]))], window)]);
}
