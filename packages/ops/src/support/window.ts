import type { TensorType } from '@openbpu/tensor';

/** A sliding window over H and W; pads are top, left, bottom, right. */
export interface WindowAttrs {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
}

/**
 * Output height and width: `floor((in + pads - dilation·(kernel-1) - 1) / stride) + 1`.
 * Throws RangeError when the window is larger than the padded input.
 */
export function windowOutput(
  height: number,
  width: number,
  { kernel, strides, dilations, pads }: WindowAttrs,
): [number, number] {
  const out = ([height, width] as const).map((size, i) => {
    const room = size + pads[i] + pads[i + 2] - dilations[i] * (kernel[i] - 1) - 1;
    if (room < 0)
      throw new RangeError(
        `a window of ${kernel.join('x')} does not fit an input of ${height}x${width} with pads ${pads.join(',')}`,
      );
    return Math.floor(room / strides[i]) + 1;
  });
  return [out[0], out[1]];
}

/** The four dimensions of an image tensor, NCHW. Throws RangeError for another rank. */
export function imageDims(type: TensorType | undefined, what: string): readonly [number, number, number, number] {
  if (type?.shape.length !== 4)
    throw new RangeError(`${what} must have 4 dimensions, and has ${type ? type.shape.length : 'none'}`);
  const [n, c, h, w] = type.shape;
  return [n, c, h, w];
}

/** The window and group of a pointwise convolution. */
export const POINTWISE = { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1 } as const;
