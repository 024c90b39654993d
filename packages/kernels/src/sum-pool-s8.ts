import { boundsOf, type ClampBounds } from './clamp-bounds';
import { expectEqual } from './expect-equal';
import { expectFinite } from './expect-finite';
import { type ImageView, pitchesOf } from './image-view';
import { type Kernels } from './kernels';
import { type Window } from './window';

export interface SumPoolS8 extends Omit<Window, 'dilations'>, ClampBounds {
  /** int8. */
  readonly x: ImageView;
  /** int8 or int32, images and channels of x. */
  readonly y: ImageView;
  /**
   * float32 [y.height, y.width], finite: `fround(s_x / (s_y * count))` with the count of each output position. Int32
   * sums need none.
   */
  readonly multipliers?: number;
  /** 'int32' gives the sum; default 'int8'. */
  readonly output?: 'int8' | 'int32';
}

/**
 * Average pooling as a sum over the part of the window inside the image; int8 results are
 * `clamp(rne(fround(fround(sum) * multipliers[oy, ox])), lo, hi)`.
 */
export function sumPoolS8(kernels: Kernels, p: SumPoolS8): void {
  const { x, y, kernel, strides, padBefore = [0, 0], multipliers } = p;
  expectEqual('output channels', y.channels, x.channels);
  expectEqual('output images', y.images ?? 1, x.images ?? 1);
  const wide = p.output === 'int32';
  if (!wide && multipliers === undefined) throw new RangeError('an int8 average needs multipliers');
  if (!wide && multipliers !== undefined) expectFinite('multiplier', kernels.f32(multipliers, y.height * y.width));
  const [lo, hi] = boundsOf(p);
  const from = pitchesOf(x, 1);
  const to = pitchesOf(y, wide ? 4 : 1);
  for (let image = 0; image < from.images; image++) {
    kernels.run.sumPoolS8(
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
      padBefore[0],
      padBefore[1],
      y.offset + image * to.image,
      to.pixel,
      to.row,
      y.height,
      y.width,
      multipliers ?? 0,
      wide,
      lo,
      hi,
    );
  }
}
