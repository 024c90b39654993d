import { type Kernels } from './kernels';

export interface DequantizeS32ToF32 {
  /** int32 [rows, channels]. */
  readonly x: number;
  /** float32 [rows, channels]; may be x. */
  readonly y: number;
  readonly rows: number;
  readonly channels: number;
  /** float32 [channels]. */
  readonly scales: number;
}

/** `y[r, c] = fround(fround(x[r, c]) * scales[c])`. */
export function dequantizeS32ToF32(kernels: Kernels, p: DequantizeS32ToF32): void {
  kernels.run.dequantizeS32ToF32(p.x, p.y, p.rows, p.channels, p.scales);
}
