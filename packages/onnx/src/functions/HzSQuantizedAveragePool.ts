import { HzSQuantizedAveragePool as op } from '@openbpu/ops';
import { int8 } from '@openbpu/tensor';
import { refAttribute, tensorAttribute } from '../proto/attribute';
import { writeTensor } from '../proto/write-tensor';
import type { Body } from './body';
import { type Integer, MIXTURES, hasTypes, typesSuffix } from './by-type';
import { defineFunction } from './function';
import { halves, sumOfHalves } from './halves';
import { attributeBounds, requantised } from './requantised';

const attributes = ['kernel', 'strides', 'dilations', 'pads', 'low', 'high'] as const;

const window = [
  refAttribute('kernel_shape', 'INTS', 'kernel'),
  refAttribute('strides', 'INTS', 'strides'),
  refAttribute('dilations', 'INTS', 'dilations'),
  refAttribute('pads', 'INTS', 'pads'),
];

/** Sums by ConvInteger with a kernel of ones, every plane an image of one channel. */
export const HzSQuantizedAveragePool = defineFunction(
  op,
  MIXTURES.map((types) => ({
    suffix: typesSuffix(types),
    when: (call) => hasTypes(call, types),
    inputs: ['x', 'm'],
    attributes,
    body: (b) => requantised(b, sums(b, types.x), 'm', attributeBounds(b), types.y),
  })),
);

function sums(b: Body, dtype: Integer): string {
  const shape = b.op('Shape', ['x']);
  const planes = b.op('Reshape', ['x', b.concat(b.numbers(-1, 1), b.part(shape, 2, 4))]);
  const ones = b.op(
    'ConstantOfShape',
    [b.concat(b.numbers(1, 1), b.ints('kernel'))],
    [tensorAttribute('value', writeTensor('', int8([1], [1])))],
  );
  const sum = (x: string, ...zero: readonly string[]) => b.op('ConvInteger', [x, ones, ...zero], window);
  const acc =
    dtype === 'int8'
      ? sum(planes)
      : sumOfHalves(b, halves(b, planes), (half, zero) => (zero === '' ? sum(half) : sum(half, zero)));
  return b.op('Reshape', [acc, b.concat(b.part(shape, 0, 2), b.part(b.op('Shape', [acc]), 2, 4))]);
}
