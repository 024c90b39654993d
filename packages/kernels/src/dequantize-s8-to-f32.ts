import { type Kernels } from './kernels';

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
  kernels.run.dequantizeS8ToF32(p.x, p.y, p.length, p.scale);
}
