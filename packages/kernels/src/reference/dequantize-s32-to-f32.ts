import { dequantize } from '@openbpu/tensor';
import { type DequantizeS32ToF32 } from '../dequantize-s32-to-f32';

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
