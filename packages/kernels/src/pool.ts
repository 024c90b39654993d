import { boundsOf, type ClampBounds, expectEqual, expectFinite } from './checks';
import { type ImageView, imagePairs, sidesOf, type Window } from './image-view';
import type { Kernels } from './kernels';

export interface MaxPoolS8 extends Window {
  /** int8. */
  readonly x: ImageView;
  /** int8, images and channels of x. */
  readonly y: ImageView;
}

/**
 * Largest value of each window; positions outside the image do not take part, and a window wholly outside gives -128.
 */
export function maxPoolS8(kernels: Kernels, p: MaxPoolS8): void {
  const { x, y } = p;
  expectEqual('output channels', y.channels, x.channels);
  const sides = sidesOf(p);
  for (const pair of imagePairs(x, y, 1)) kernels.run.maxPoolS8({ ...pair, ...sides });
}

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
  const { x, y, multipliers } = p;
  expectEqual('output channels', y.channels, x.channels);
  const wide = p.output === 'int32';
  if (!wide && multipliers === undefined) throw new RangeError('an int8 average needs multipliers');
  if (!wide && multipliers !== undefined) expectFinite('multiplier', kernels.f32(multipliers, y.height * y.width));
  const common = { ...sidesOf(p), ...boundsOf(p), multipliers: multipliers ?? 0, wide };
  for (const pair of imagePairs(x, y, wide ? 4 : 1)) kernels.run.sumPoolS8({ ...pair, ...common });
}

export interface GlobalSumS8 {
  /** int8 [rows, channels]. */
  readonly x: number;
  /** int32 [channels]. */
  readonly y: number;
  readonly rows: number;
  readonly channels: number;
}

/** `y[c] = sum over r of x[r, c]`. Global average pooling is this, then requantS32. */
export function globalSumS8(kernels: Kernels, p: GlobalSumS8): void {
  kernels.run.globalSumS8(p);
}
