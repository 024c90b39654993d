import { HzSQuantizedConvTranspose as op } from '@openbpu/ops';
import { intsAttribute, refAttribute } from '../proto/attribute';
import type { Body } from './body';
import { integerConvolution, requantisedConvolution } from './convolution';
import { defineFunction } from './function';

const attributes = ['kernel', 'strides', 'dilations', 'pads', 'output_padding', 'group', 'low', 'high'] as const;

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
    when: ({ inputs }) => inputs[3] !== undefined,
    inputs: ['x', 'w', 'bias', 'm'],
    attributes,
    body: (b) => requantisedConvolution(b, spread(b), window),
  },
  {
    suffix: '_i32',
    when: ({ inputs }) => inputs[3] === undefined,
    inputs: ['x', 'w', 'bias'],
    attributes,
    body: (b) => integerConvolution(b, spread(b), window),
  },
]);

/**
 * The input with `stride − 1` zeros behind every row and column, padded by `dilation·(kernel − 1) − pad` before, and
 * after it by as much plus `output_padding` less the zeros already there. A negative pad crops.
 */
function spread(b: Body): string {
  const shape = b.op('Shape', ['x']);
  const [batch, h, w] = [b.part(shape, 0, 2), b.part(shape, 2, 3), b.part(shape, 3, 4)];
  const one = b.numbers(1);
  const strides = b.ints('strides');
  const extra = b.op('Sub', [strides, one]);
  const zero = b.numbers(0);
  const apart = b.op('Reshape', ['x', b.concat(batch, h, one, w, one)]);
  const gaps = b.concat(b.numbers(0, 0, 0, 0, 0, 0, 0, 0, 0), b.part(extra, 0, 1), zero, b.part(extra, 1, 2));
  const rows = b.op('Mul', [h, b.part(strides, 0, 1)]);
  const columns = b.op('Mul', [w, b.part(strides, 1, 2)]);
  const wide = b.op('Reshape', [b.op('Pad', [apart, gaps]), b.concat(batch, rows, columns)]);
  const reach = b.op('Mul', [b.ints('dilations'), b.op('Sub', [b.ints('kernel'), one])]);
  const pads = b.ints('pads');
  const before = b.op('Sub', [reach, b.part(pads, 0, 2)]);
  const after = b.op('Sub', [b.op('Add', [b.op('Sub', [reach, b.part(pads, 2, 4)]), b.ints('output_padding')]), extra]);
  const none = b.numbers(0, 0);
  return b.op('Pad', [wide, b.concat(none, before, none, after)]);
}
