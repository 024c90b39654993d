import { requantize, saturate } from '@openbpu/tensor';
import type { AddS8, MulS8, PreluS8, RequantS32, RequantS8 } from '../elementwise';

/** addS8 on a copy of the memory, the slow and obvious way. */
export function addS8Reference(
  memory: ArrayBuffer,
  { a, b, y, length, period = length, aMultiplier, bMultiplier, lo = -128, hi = 127 }: AddS8,
): void {
  const bytes = new Int8Array(memory);
  for (let i = 0; i < length; i++) {
    const left = Math.fround(bytes[a + i] * Math.fround(aMultiplier));
    const right = Math.fround(bytes[b + (i % period)] * Math.fround(bMultiplier));
    bytes[y + i] = saturate(Math.fround(left + right), lo, hi);
  }
}

/** subS8 on a copy of the memory, the slow and obvious way. */
export function subS8Reference(
  memory: ArrayBuffer,
  { a, b, y, length, period = length, aMultiplier, bMultiplier, lo = -128, hi = 127 }: AddS8,
): void {
  const bytes = new Int8Array(memory);
  for (let i = 0; i < length; i++) {
    const left = Math.fround(bytes[a + i] * Math.fround(aMultiplier));
    const right = Math.fround(bytes[b + (i % period)] * Math.fround(bMultiplier));
    bytes[y + i] = saturate(Math.fround(left - right), lo, hi);
  }
}

/** mulS8 on a copy of the memory, the slow and obvious way. */
export function mulS8Reference(
  memory: ArrayBuffer,
  { a, b, y, length, period = length, multiplier, lo = -128, hi = 127 }: MulS8,
): void {
  const bytes = new Int8Array(memory);
  for (let i = 0; i < length; i++)
    bytes[y + i] = requantize(bytes[a + i] * bytes[b + (i % period)], Math.fround(multiplier), lo, hi);
}

/** requantS8 on a copy of the memory, the slow and obvious way. */
export function requantS8Reference(
  memory: ArrayBuffer,
  { x, y, length, multiplier, lo = -128, hi = 127 }: RequantS8,
): void {
  const bytes = new Int8Array(memory);
  for (let i = 0; i < length; i++) bytes[y + i] = requantize(bytes[x + i], Math.fround(multiplier), lo, hi);
}

/** requantS32 on a copy of the memory, the slow and obvious way. */
export function requantS32Reference(
  memory: ArrayBuffer,
  { x, y, rows, channels, multipliers, lo = -128, hi = 127 }: RequantS32,
): void {
  const view = new DataView(memory);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < channels; c++) {
      const acc = view.getInt32(x + (row * channels + c) * 4, true);
      view.setInt8(y + row * channels + c, requantize(acc, view.getFloat32(multipliers + c * 4, true), lo, hi));
    }
  }
}

/** preluS8 on a copy of the memory, the slow and obvious way. */
export function preluS8Reference(
  memory: ArrayBuffer,
  { x, y, rows, channels, multiplier, negativeMultipliers, lo = -128, hi = 127 }: PreluS8,
): void {
  const view = new DataView(memory);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < channels; c++) {
      const q = view.getInt8(x + row * channels + c);
      const m = q >= 0 ? Math.fround(multiplier) : view.getFloat32(negativeMultipliers + c * 4, true);
      view.setInt8(y + row * channels + c, requantize(q, m, lo, hi));
    }
  }
}
