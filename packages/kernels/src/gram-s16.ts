import { type Kernels } from './kernels';

export interface GramS16 {
  /** int16 [rows, length]. */
  readonly x: number;
  readonly rows: number;
  /** A multiple of eight: zeros behind shorter rows. */
  readonly length: number;
  /** int32 [rows · (rows + 1) / 2], the lower triangle row by row. */
  readonly y: number;
}

/**
 * `y[i·(i+1)/2 + j] = Σ x[i]·x[j]` for j ≤ i, modulo 2^32: exact while the squares of every row add up to less than
 * 2^31.
 */
export function gramS16(kernels: Kernels, { x, rows, length, y }: GramS16): void {
  if (!Number.isInteger(length / 8)) throw new RangeError(`rows of ${length} elements`);
  kernels.run.gramS16(x, rows, length, y);
}
