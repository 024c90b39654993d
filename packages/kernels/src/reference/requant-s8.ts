import { requantize } from '@openbpu/tensor';
import { type RequantS8 } from '../requant-s8';

/** requantS8 on a copy of the memory, the slow and obvious way. */
export function requantS8Reference(
  memory: ArrayBuffer,
  { x, y, length, multiplier, lo = -128, hi = 127 }: RequantS8,
): void {
  const bytes = new Int8Array(memory);
  for (let i = 0; i < length; i++) bytes[y + i] = requantize(bytes[x + i], Math.fround(multiplier), lo, hi);
}
