import { boundsOf, type ClampBounds } from './clamp-bounds';
import { expectFinite } from './expect-finite';
import { type Kernels } from './kernels';

export interface PreluS8 extends ClampBounds {
  /** int8 [rows, channels]. */
  readonly x: number;
  /** int8 [rows, channels]; may be x. */
  readonly y: number;
  readonly rows: number;
  readonly channels: number;
  /** Where x >= 0. */
  readonly multiplier: number;
  /** float32 [channels], finite: where x < 0, `fround(multiplier * slope[c])`. */
  readonly negativeMultipliers: number;
}

/** `y = clamp(rne(fround(x * (x < 0 ? negativeMultipliers[c] : multiplier))), lo, hi)`. */
export function preluS8(kernels: Kernels, p: PreluS8): void {
  expectFinite('multiplier', [p.multiplier]);
  expectFinite('multiplier', kernels.f32(p.negativeMultipliers, p.channels));
  const [lo, hi] = boundsOf(p);
  kernels.run.preluS8(p.x, p.y, p.rows, p.channels, p.multiplier, p.negativeMultipliers, lo, hi);
}
