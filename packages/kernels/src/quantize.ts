import { boundsOf, type ClampBounds } from './checks';
import type { Kernels } from './kernels';

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
  const bounds = boundsOf(p);
  kernels.run.quantizeF32ToS8({ ...p, ...bounds });
}

/** The same to int16 y and its bounds. */
export function quantizeF32ToS16(kernels: Kernels, p: QuantizeF32ToS8): void {
  kernels.run.quantizeF32ToS16({ ...p, ...boundsOf(p, 'int16') });
}

export interface DequantizeS8ToF32 {
  /** int8 [length]. */
  readonly x: number;
  /** float32 [length]. */
  readonly y: number;
  readonly length: number;
  readonly scale: number;
}

/** `y[i] = fround(x[i] * scale)`. */
export function dequantizeS8ToF32(kernels: Kernels, p: DequantizeS8ToF32): void {
  kernels.run.dequantizeS8ToF32(p);
}

/** The same of int16 x. */
export function dequantizeS16ToF32(kernels: Kernels, p: DequantizeS8ToF32): void {
  kernels.run.dequantizeS16ToF32(p);
}

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
  kernels.run.dequantizeS32ToF32(p);
}
