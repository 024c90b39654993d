import { boundsOf, type ClampBounds } from './clamp-bounds';
import { expectFinite } from './expect-finite';
import { type Kernels } from './kernels';
import { withRepeated } from './with-repeated';

export interface AddS8 extends ClampBounds {
  /** int8 [length]. */
  readonly a: number;
  /** int8 [period], repeated along a. */
  readonly b: number;
  /** int8 [length]; may be a. */
  readonly y: number;
  readonly length: number;
  /** Default `length`; `channels` for one value per channel, 1 for a scalar. */
  readonly period?: number;
  readonly aMultiplier: number;
  readonly bMultiplier: number;
}

/**
 * `y[i] = clamp(rne(fround(fround(a[i] * aMultiplier) + fround(b[i mod period] * bMultiplier))), lo, hi)`; a NaN sum
 * gives 0.
 */
export function addS8(kernels: Kernels, p: AddS8): void {
  expectFinite('multiplier', [p.aMultiplier, p.bMultiplier]);
  const [lo, hi] = boundsOf(p);
  if (p.length === 0) return;
  withRepeated(kernels, p.b, p.period ?? p.length, p.length, (b, period) =>
    kernels.run.addS8(p.a, b, p.y, p.length, period, p.aMultiplier, p.bMultiplier, lo, hi),
  );
}
