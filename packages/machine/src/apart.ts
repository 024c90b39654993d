import { bytesPerElement } from '@openbpu/tensor';
import { mergedDims } from './merged-dims';
import { overlap } from './overlap';
import type { Region } from './region';

/**
 * Whether two regions surely have no byte in common, in memories of one core or in one they share: their spans do not
 * meet, or they are bands of the same rows that lie side by side, as two parts of the channels of an image do.
 */
export function apart(a: Region, b: Region): boolean {
  if (!overlap(a, b)) return true;
  const [first, second] = [rowsOf(a), rowsOf(b)];
  const pitch = [...first.steps, ...second.steps].reduce(commonDivisor, 0);
  if (pitch === 0) return false;
  const [from, other] = [a.offset % pitch, b.offset % pitch];
  const [to, end] = [from + first.bytes, other + second.bytes];
  return to <= pitch && end <= pitch && (to <= other || end <= from);
}

/** The bytes of a row, side by side, and how many bytes apart rows are, dimension by dimension. */
function rowsOf(region: Region): { readonly bytes: number; readonly steps: readonly number[] } {
  const size = bytesPerElement(region.dtype);
  const dims = mergedDims([region]);
  const inner = dims.at(-1)?.strides[0] === 1 ? dims.pop() : undefined;
  return { bytes: (inner?.size ?? 1) * size, steps: dims.map(({ strides }) => strides[0] * size) };
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
