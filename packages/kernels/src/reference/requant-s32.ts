import { requantize } from '@openbpu/tensor';
import { type RequantS32 } from '../requant-s32';

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
