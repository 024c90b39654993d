import { boundsOf, type ClampBounds } from './clamp-bounds';
import { expectFinite } from './expect-finite';
import { type Kernels } from './kernels';

export interface RequantS8 extends ClampBounds {
  /** int8 [length]. */
  readonly x: number;
  /** int8 [length]; may be x. */
  readonly y: number;
  readonly length: number;
  readonly multiplier: number;
}

/** From one int8 scale to another: `y[i] = clamp(rne(fround(x[i] * multiplier)), lo, hi)`. */
export function requantS8(kernels: Kernels, p: RequantS8): void {
  expectFinite('multiplier', [p.multiplier]);
  const [lo, hi] = boundsOf(p);
  kernels.run.requantS8(p.x, p.y, p.length, p.multiplier, lo, hi);
}
