import type { Kernels } from './kernels';

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
  kernels.run.lutS8(p);
}

/** `y[i] = table[x[i] & 255]`, float32, bit patterns kept. */
export function lutF32(kernels: Kernels, p: Lut): void {
  kernels.run.lutF32(p);
}

export interface LutChannelsS8 {
  /** int8 [rows, channels], a row's channels side by side. */
  readonly x: number;
  /** int8 [rows, channels], a row's channels side by side; may be x where rows are equally far apart. */
  readonly y: number;
  /** Bytes from one row to the next. */
  readonly xRow: number;
  readonly yRow: number;
  readonly rows: number;
  readonly channels: number;
  /** int8 [channels, 256], the entry for x of its channel at index `x & 255`: 0..127, then -128..-1. */
  readonly table: number;
}

/** `y[r, c] = table[c, x[r, c] & 255]`, int8. */
export function lutChannelsS8(kernels: Kernels, p: LutChannelsS8): void {
  kernels.run.lutChannelsS8(p);
}
