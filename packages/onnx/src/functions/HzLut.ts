import { HzLut as op } from '@openbpu/ops';
import { int64 } from '@openbpu/tensor';
import { intAttribute } from '../proto/attribute';
import type { Body } from './body';
import { defineFunction } from './function';

/**
 * The entry of a negative q stands at q + length, which is what a negative index means to Gather. A table of channels
 * is read as one list, each row from −128 up, so that the entry of q for channel c stands at 256·c + 128 + q.
 */
export const HzLut = defineFunction(op, [
  {
    suffix: '',
    when: ({ inputs }) => inputs[1]?.shape.length === 1,
    inputs: ['x', 'table'],
    attributes: [],
    body: (b) => b.op('Gather', ['table', b.cast('x', 'int32')]),
  },
  {
    suffix: '_channels',
    when: ({ inputs }) => inputs[1]?.shape.length === 2,
    inputs: ['x', 'table'],
    attributes: [],
    body(b) {
      const q = b.cast(b.op('Reshape', ['x', b.numbers(0, 0, -1)]), 'int32');
      const entries = b.op('Gather', [rowsFromLowest(b), b.op('Add', [q, placesOfZero(b)])]);
      return b.op('Reshape', [entries, b.op('Shape', ['x'])]);
    },
  },
]);

/** The entries of −128..127 for each channel in turn, [256·c]. */
function rowsFromLowest(b: Body): string {
  const [half, columns] = [b.numbers(128), b.numbers(1)];
  const [negative, positive] = [
    b.op('Slice', ['table', half, b.numbers(256), columns]),
    b.op('Slice', ['table', b.numbers(0), half, columns]),
  ];
  return b.op('Reshape', [b.op('Concat', [negative, positive], [intAttribute('axis', 1)]), b.numbers(-1)]);
}

/** Where in that list the entry of 0 stands for each channel: 128, 384, …, int32 [c, 1]. */
function placesOfZero(b: Body): string {
  const places = b.op('Range', [b.constant(int64([], [128])), b.op('Size', ['table']), b.constant(int64([], [256]))]);
  return b.cast(b.op('Unsqueeze', [places, b.numbers(1)]), 'int32');
}
