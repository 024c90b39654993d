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
