import { saturate } from '@openbpu/tensor';
import { type AddS8 } from '../add-s8';

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
