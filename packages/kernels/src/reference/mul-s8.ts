import { requantize } from '@openbpu/tensor';
import { type MulS8 } from '../mul-s8';

/** mulS8 on a copy of the memory, the slow and obvious way. */
export function mulS8Reference(
  memory: ArrayBuffer,
  { a, b, y, length, period = length, multiplier, lo = -128, hi = 127 }: MulS8,
): void {
  const bytes = new Int8Array(memory);
  for (let i = 0; i < length; i++)
    bytes[y + i] = requantize(bytes[a + i] * bytes[b + (i % period)], Math.fround(multiplier), lo, hi);
}
