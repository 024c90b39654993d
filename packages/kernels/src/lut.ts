import { SHIFT } from './element-type';
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
  kernels.run.lutFromS8({ ...p, shift: SHIFT.float32 });
}

export interface LutMixed {
  readonly xType: 'int8' | 'int16';
  readonly yType: 'int8' | 'int16' | 'int32' | 'float32';
  /** [length] of xType. */
  readonly x: number;
  /** [length] of yType. */
  readonly y: number;
  readonly length: number;
  /** 256 (int8) or 65536 (int16) elements of yType, the one for x at index x modulo their number. */
  readonly table: number;
}

/** `y[i] = table[x[i] mod 256]` or `mod 65536`, bit patterns kept. */
export function lutMixed(kernels: Kernels, { xType, yType, ...p }: LutMixed): void {
  const operands = { ...p, shift: SHIFT[yType] };
  if (xType === 'int16') kernels.run.lutFromS16(operands);
  else kernels.run.lutFromS8(operands);
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

export interface LutChannelsMixed extends LutChannelsS8 {
  /** Of y and of the table. */
  readonly yType: 'int16' | 'int32' | 'float32';
}

/** As lutChannelsS8 with wider results, bit patterns kept. */
export function lutChannelsMixed(kernels: Kernels, { yType, ...p }: LutChannelsMixed): void {
  kernels.run.lutChannelsFromS8({ ...p, shift: SHIFT[yType] });
}
