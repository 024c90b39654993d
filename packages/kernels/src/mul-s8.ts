import { boundsOf, type ClampBounds } from './clamp-bounds';
import { expectFinite } from './expect-finite';
import { type Kernels } from './kernels';
import { withRepeated } from './with-repeated';

export interface MulS8 extends ClampBounds {
  /** int8 [length]. */
  readonly a: number;
  /** int8 [period], repeated along a. */
  readonly b: number;
  /** int8 [length]; may be a. */
  readonly y: number;
  readonly length: number;
  /** Default `length`; `channels` for one value per channel, 1 for a scalar. */
  readonly period?: number;
  readonly multiplier: number;
}

/** `y[i] = clamp(rne(fround((a[i] * b[i mod period]) * multiplier)), lo, hi)`, the product in int32. */
export function mulS8(kernels: Kernels, p: MulS8): void {
  expectFinite('multiplier', [p.multiplier]);
  const [lo, hi] = boundsOf(p);
  if (p.length === 0) return;
  withRepeated(kernels, p.b, p.period ?? p.length, p.length, (b, period) =>
    kernels.run.mulS8(p.a, b, p.y, p.length, period, p.multiplier, lo, hi),
  );
}
