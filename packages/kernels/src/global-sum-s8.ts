import { type Kernels } from './kernels';

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
  kernels.run.globalSumS8(p.x, p.y, p.rows, p.channels);
}
