import { HzQuantizedMaxPool as op } from '@openbpu/ops';
import { float32, int8 } from '@openbpu/tensor';
import { padsFit } from '../export/window';
import { refAttribute } from '../proto/attribute';
import type { Body } from './body';
import { defineFunction } from './function';

const attributes = ['kernel', 'strides', 'dilations', 'pads'] as const;

const window = [
  refAttribute('kernel_shape', 'INTS', 'kernel'),
  refAttribute('strides', 'INTS', 'strides'),
  refAttribute('dilations', 'INTS', 'dilations'),
];

const pads = refAttribute('pads', 'INTS', 'pads');

/**
 * Runtimes have no int16 MaxPool: that variant goes through float32, which holds every int16. They refuse pads as large
 * as the kernel: the variants `_padded` pad with the lowest value first.
 */
export const HzQuantizedMaxPool = defineFunction(op, [
  {
    suffix: '',
    when: ({ inputs, attrs }) => inputs[0]?.dtype === 'int8' && padsFit(attrs),
    inputs: ['x'],
    attributes,
    body: (b) => b.op('MaxPool', ['x'], [...window, pads]),
  },
  {
    suffix: '_padded',
    when: ({ inputs, attrs }) => inputs[0]?.dtype === 'int8' && !padsFit(attrs),
    inputs: ['x'],
    attributes,
    body: (b) => b.op('MaxPool', [padded(b, 'x', b.constant(int8([], [-128])))], window),
  },
  {
    suffix: '_i16',
    when: ({ inputs, attrs }) => inputs[0]?.dtype === 'int16' && padsFit(attrs),
    inputs: ['x'],
    attributes,
    body: (b) =>
      b.cast(
        b.op('Max', [b.op('MaxPool', [b.cast('x', 'float32')], [...window, pads]), b.constant(float32([], [-32768]))]),
        'int16',
      ),
  },
  {
    suffix: '_i16_padded',
    when: ({ inputs, attrs }) => inputs[0]?.dtype === 'int16' && !padsFit(attrs),
    inputs: ['x'],
    attributes,
    body: (b) =>
      b.cast(b.op('MaxPool', [padded(b, b.cast('x', 'float32'), b.constant(float32([], [-32768])))], window), 'int16'),
  },
]);

function padded(b: Body, x: string, lowest: string): string {
  const all = b.ints('pads');
  const none = b.numbers(0, 0);
  return b.op('Pad', [x, b.concat(none, b.part(all, 0, 2), none, b.part(all, 2, 4)), lowest]);
}
