import { boundsOf, type ClampBounds, expectEqual, expectFinite } from './checks';
import { SHIFT } from './element-type';
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

/** The same of int16 x and y; a window wholly outside gives -32768. */
export function maxPoolS16(kernels: Kernels, p: MaxPoolS8): void {
  const { x, y } = p;
  expectEqual('output channels', y.channels, x.channels);
  const sides = sidesOf(p);
  for (const pair of imagePairs(x, y, 2, 2)) kernels.run.maxPoolS16({ ...pair, ...sides });
}

export interface SumPoolS8 extends Omit<Window, 'dilations'>, ClampBounds {
  /** int8. */
  readonly x: ImageView;
  /** Of `output`, images and channels of x. */
  readonly y: ImageView;
  /**
   * float32 [y.height, y.width], finite: `fround(s_x / (s_y * count))` with the count of each output position. Int32
   * sums need none.
   */
  readonly multipliers?: number;
  /** 'int32' gives the sum; default 'int8'. */
  readonly output?: 'int8' | 'int16' | 'int32';
}

/**
 * Average pooling as a sum over the part of the window inside the image; int8 and int16 results are
 * `clamp(rne(fround(fround(sum) * multipliers[oy, ox])), lo, hi)`.
 */
export function sumPoolS8(kernels: Kernels, p: SumPoolS8): void {
  const { images, ...operands } = sumPoolOf(kernels, p, 1);
  for (const pair of images) kernels.run.sumPoolS8({ ...pair, ...operands });
}

/** The same of int16 x: sums of a window of at most 65535 elements, RangeError beyond. */
export function sumPoolS16(kernels: Kernels, p: SumPoolS8): void {
  const taps = p.kernel[0] * p.kernel[1];
  if (taps > 65535) throw new RangeError(`the sum of ${taps} int16 may not fit 32 bits`);
  const { images, ...operands } = sumPoolOf(kernels, p, 2);
  for (const pair of images) kernels.run.sumPoolS16({ ...pair, ...operands });
}

/** The operands of a sum by the names the kernels have for them, and its images. */
function sumPoolOf(kernels: Kernels, p: SumPoolS8, xBytes: number) {
  const { x, y, multipliers, output = 'int8' } = p;
  expectEqual('output channels', y.channels, x.channels);
  if (output !== 'int32' && multipliers === undefined) throw new RangeError(`an ${output} average needs multipliers`);
  if (output !== 'int32' && multipliers !== undefined)
    expectFinite('multiplier', kernels.f32(multipliers, y.height * y.width));
  return {
    ...sidesOf(p),
    ...(output === 'int32' ? { lo: 0, hi: 0 } : boundsOf(p, output)),
    multipliers: multipliers ?? 0,
    shift: SHIFT[output],
    images: imagePairs(x, y, 1 << SHIFT[output], xBytes),
  };
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
