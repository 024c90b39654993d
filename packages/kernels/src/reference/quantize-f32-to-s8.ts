import { quantize } from '@openbpu/tensor';
import { type QuantizeF32ToS8 } from '../quantize-f32-to-s8';

/** quantizeF32ToS8 on a copy of the memory, the slow and obvious way. */
export function quantizeF32ToS8Reference(
  memory: ArrayBuffer,
  { x, y, length, scale, lo = -128, hi = 127 }: QuantizeF32ToS8,
): void {
  const view = new DataView(memory);
  for (let i = 0; i < length; i++)
    view.setInt8(y + i, quantize(view.getFloat32(x + i * 4, true), Math.fround(scale), lo, hi));
}
