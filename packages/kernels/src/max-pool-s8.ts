import { expectEqual } from './expect-equal';
import { type ImageView, pitchesOf } from './image-view';
import { type Kernels } from './kernels';
import { type Window } from './window';

export interface MaxPoolS8 extends Window {
  /** int8. */
  readonly x: ImageView;
  /** int8, images and channels of x. */
  readonly y: ImageView;
}

/**
 * Largest value of each window; positions outside the image do not take part, and a window wholly outside gives -128.
 */
export function maxPoolS8(
  kernels: Kernels,
  { x, y, kernel, strides, dilations = [1, 1], padBefore = [0, 0] }: MaxPoolS8,
): void {
  expectEqual('output channels', y.channels, x.channels);
  expectEqual('output images', y.images ?? 1, x.images ?? 1);
  const from = pitchesOf(x, 1);
  const to = pitchesOf(y, 1);
  for (let image = 0; image < from.images; image++) {
    kernels.run.maxPoolS8(
      x.offset + image * from.image,
      from.pixel,
      from.row,
      x.height,
      x.width,
      x.channels,
      kernel[0],
      kernel[1],
      strides[0],
      strides[1],
      dilations[0],
      dilations[1],
      padBefore[0],
      padBefore[1],
      y.offset + image * to.image,
      to.pixel,
      to.row,
      y.height,
      y.width,
    );
  }
}
