import { boundsOf, type ClampBounds, expectFinite } from './checks';
import { type Narrow, SHIFT } from './element-type';
import type { Kernels } from './kernels';

export interface ResizeNearest {
  /** [height, width, pixelBytes], dense. */
  readonly x: number;
  readonly width: number;
  /** Channels times the bytes of an element. */
  readonly pixelBytes: number;
  /** int32 [outHeight]: the source row of each output row. */
  readonly rows: number;
  /** int32 [outWidth]: the source column of each output column. */
  readonly columns: number;
  /** [outHeight, outWidth, pixelBytes], dense. */
  readonly y: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/** `y[oy, ox] = x[rows[oy], columns[ox]]`, whole pixels; the indices must lie inside x. */
export function resizeNearest(kernels: Kernels, p: ResizeNearest): void {
  kernels.run.resizeNearest(p);
}

export interface ResizeBilinearS8 extends ClampBounds {
  /** int8 [height, width, channels], dense. */
  readonly x: number;
  readonly width: number;
  readonly channels: number;
  /** int32 [outHeight, 4]: two source rows and their weights, which are 0..2048 and add up to 2048. */
  readonly rows: number;
  /** int32 [outWidth, 4]: two source columns and their weights, likewise. */
  readonly columns: number;
  /** int8 [outHeight, outWidth, channels], dense. */
  readonly y: number;
  readonly outHeight: number;
  readonly outWidth: number;
  /** `M / 2^22`: the weights' unit is part of it. */
  readonly multiplier: number;
}

/**
 * `acc = sum of rowWeight * columnWeight * x` over the four neighbours, int32; `y = clamp(rne(fround(fround(acc) *
 * multiplier)), lo, hi)`.
 */
export function resizeBilinearS8(kernels: Kernels, p: ResizeBilinearS8): void {
  expectFinite('multiplier', [p.multiplier]);
  const bounds = boundsOf(p);
  kernels.run.resizeBilinearS8({ ...p, ...bounds });
}

export interface ResizeBilinearMixed extends ResizeBilinearS8 {
  readonly xType: Narrow;
  readonly yType: Narrow;
}

/** As resizeBilinearS8 for any types of x and y; the weighted sum is exact. */
export function resizeBilinearMixed(kernels: Kernels, { xType, yType, ...p }: ResizeBilinearMixed): void {
  expectFinite('multiplier', [p.multiplier]);
  const bounds = boundsOf(p, yType);
  kernels.run.resizeBilinearMixed({ ...p, ...bounds, xShift: SHIFT[xType], yShift: SHIFT[yType] });
}
