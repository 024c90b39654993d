import { boundsOf, type ClampBounds } from './clamp-bounds';
import { type Kernels } from './kernels';

export interface QuantizeF32ToS8 extends ClampBounds {
  /** float32 [length]. */
  readonly x: number;
  /** int8 [length]. */
  readonly y: number;
  readonly length: number;
  readonly scale: number;
}

/** `y[i] = clamp(rne(fround(x[i] / scale)), lo, hi)`; NaN gives 0, infinities clamp. */
export function quantizeF32ToS8(kernels: Kernels, p: QuantizeF32ToS8): void {
  const [lo, hi] = boundsOf(p);
  kernels.run.quantizeF32ToS8(p.x, p.y, p.length, p.scale, lo, hi);
}
