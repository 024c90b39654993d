import { type Kernels } from './kernels';

export interface Lut {
  /** int8 [length]. */
  readonly x: number;
  /** [length] of the table's element; an int8 result may be x. */
  readonly y: number;
  readonly length: number;
  /** 256 elements, the one for x at index `x & 255`: 0..127, then -128..-1. */
  readonly table: number;
}

/** `y[i] = table[x[i] & 255]`, int8. */
export function lutS8(kernels: Kernels, p: Lut): void {
  kernels.run.lutS8(p.x, p.y, p.length, p.table);
}
