import type { Window } from '@openbpu/machine';
import type { Access } from '../buffer';
import type { ConstantSource } from '../constant-pool';
import { allocate } from '@openbpu/tensor';
import { type Box, type Range } from './box';
import { subView } from './sub-view';

/** What a sliding window reads for a box of its output. */
export interface WindowInput {
  readonly x: Access;
  readonly pads: Window['pads'];
}

/**
 * The rows and columns of x [n, h, w, c] under a box of y [n, oh, ow, c], and the padding that is left around them.
 * `channels` are those of x. A box that lies over padding alone reads a constant of `padding` in place of x.
 */
export function cutWindow(
  x: Access,
  window: Window,
  [batch, rows, columns]: Box,
  channels: Range,
  padding: number,
  constants: ConstantSource,
): WindowInput {
  const v = under(rows, x.shape[1], window, 0);
  const u = under(columns, x.shape[2], window, 1);
  if (v.from >= v.to || u.from >= u.to) {
    const count = channels.to - channels.from;
    const dtype = x.dtype === 'int16' ? 'int16' : 'int8';
    const row = constants.add(dtype, [count], allocate(dtype, count).fill(padding));
    return {
      x: { ...row, shape: [batch.to - batch.from, v.span, u.span, count], strides: [0, 0, 0, 1] },
      pads: [0, 0, 0, 0],
    };
  }
  return { x: subView(x, [batch, v, u, channels]), pads: [v.before, u.before, v.after, u.after] };
}

/**
 * Along one side: the indices of x that exist, how many do not before and after them, and how many there are together.
 */
function under({ from, to }: Range, size: number, { kernel, strides, dilations, pads }: Window, side: 0 | 1) {
  const first = from * strides[side] - pads[side];
  const span = (to - from - 1) * strides[side] + dilations[side] * (kernel[side] - 1) + 1;
  return {
    from: Math.max(0, first),
    to: Math.min(size, first + span),
    before: Math.max(0, -first),
    after: Math.max(0, first + span - size),
    span,
  };
}
