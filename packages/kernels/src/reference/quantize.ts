import { dequantize, quantize } from '@openbpu/tensor';
import type { DequantizeS32ToF32, DequantizeS8ToF32, QuantizeF32ToS8 } from '../quantize';

/** quantizeF32ToS8 on a copy of the memory, the slow and obvious way. */
export function quantizeF32ToS8Reference(
  memory: ArrayBuffer,
  { x, y, length, scale, lo = -128, hi = 127 }: QuantizeF32ToS8,
): void {
  const view = new DataView(memory);
  for (let i = 0; i < length; i++)
    view.setInt8(y + i, quantize(view.getFloat32(x + i * 4, true), Math.fround(scale), lo, hi));
}

/** dequantizeS8ToF32 on a copy of the memory, the slow and obvious way. */
export function dequantizeS8ToF32Reference(memory: ArrayBuffer, { x, y, length, scale }: DequantizeS8ToF32): void {
  const view = new DataView(memory);
  for (let i = 0; i < length; i++)
    view.setFloat32(y + i * 4, dequantize(view.getInt8(x + i), Math.fround(scale)), true);
}

/** dequantizeS32ToF32 on a copy of the memory, the slow and obvious way. */
export function dequantizeS32ToF32Reference(
  memory: ArrayBuffer,
  { x, y, rows, channels, scales }: DequantizeS32ToF32,
): void {
  const view = new DataView(memory);
  for (let i = 0; i < rows * channels; i++) {
    const scale = view.getFloat32(scales + (i % channels) * 4, true);
    view.setFloat32(y + i * 4, dequantize(view.getInt32(x + i * 4, true), scale), true);
  }
}

/** quantizeF32ToS16 on a copy of the memory, the slow and obvious way. */
export function quantizeF32ToS16Reference(
  memory: ArrayBuffer,
  { x, y, length, scale, lo = -32768, hi = 32767 }: QuantizeF32ToS8,
): void {
  const view = new DataView(memory);
  for (let i = 0; i < length; i++)
    view.setInt16(y + i * 2, quantize(view.getFloat32(x + i * 4, true), Math.fround(scale), lo, hi), true);
}

/** dequantizeS16ToF32 on a copy of the memory, the slow and obvious way. */
export function dequantizeS16ToF32Reference(memory: ArrayBuffer, { x, y, length, scale }: DequantizeS8ToF32): void {
  const view = new DataView(memory);
  for (let i = 0; i < length; i++)
    view.setFloat32(y + i * 4, dequantize(view.getInt16(x + i * 2, true), Math.fround(scale)), true);
}
