import { boundsOf, type ClampBounds } from './clamp-bounds';
import { expectFinite } from './expect-finite';
import { type Kernels } from './kernels';

export interface RequantS32 extends ClampBounds {
  /** int32 [rows, channels]. */
  readonly x: number;
  /** int8 [rows, channels]. */
  readonly y: number;
  readonly rows: number;
  readonly channels: number;
  /** float32 [channels], finite. */
  readonly multipliers: number;
}

/** Accumulators to int8: `y[r, c] = clamp(rne(fround(fround(x[r, c]) * multipliers[c])), lo, hi)`. */
export function requantS32(kernels: Kernels, p: RequantS32): void {
  expectFinite('multiplier', kernels.f32(p.multipliers, p.channels));
  const [lo, hi] = boundsOf(p);
  kernels.run.requantS32(p.x, p.y, p.rows, p.channels, p.multipliers, lo, hi);
}
