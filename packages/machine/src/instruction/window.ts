import { allocate } from '@openbpu/tensor';
import { type Box, type ConstantSource, type LocatedView, type Range, paddingType, subView } from '../box';
import { type Codec, pair, sides } from '../encoding/codec';
import type { Window } from '../layer-op';

/** The fields of a sliding window. */
export const windowFields: { readonly [K in keyof Window]: Codec<Window[K]> } = {
  kernel: pair,
  strides: pair,
  dilations: pair,
  pads: sides,
};

/**
 * Output size of a window along H (0) or W (1): `floor((in + pads − dilation·(kernel−1) − 1) / stride) + 1`; 0 or less
 * when it does not fit.
 */
export function windowSize(size: number, { kernel, strides, dilations, pads }: Window, side: 0 | 1): number {
  return (
    Math.floor((size + pads[side] + pads[side + 2] - dilations[side] * (kernel[side] - 1) - 1) / strides[side]) + 1
  );
}

/** What a sliding window reads for a box of its output. */
export interface WindowInput<V> {
  readonly x: V;
  readonly pads: Window['pads'];
}

/**
 * The rows and columns of x [n, h, w, c] under a box of y [n, oh, ow, c], and the padding that is left around them.
 * `channels` are those of x. A box that lies over padding alone reads a constant of `padding` in place of x.
 */
export function cutWindow<V extends LocatedView>(
  x: V,
  window: Window,
  [batch, rows, columns]: Box,
  channels: Range,
  padding: number,
  constants: ConstantSource<V>,
): WindowInput<V> {
  const v = under(rows, x.shape[1], window, 0);
  const u = under(columns, x.shape[2], window, 1);
  if (v.from >= v.to || u.from >= u.to) {
    const count = channels.to - channels.from;
    const dtype = paddingType(x);
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
