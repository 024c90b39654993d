import { requantize } from '@openbpu/tensor';
import { type PreluS8 } from '../prelu-s8';

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
