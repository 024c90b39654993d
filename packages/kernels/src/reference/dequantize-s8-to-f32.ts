import { dequantize } from '@openbpu/tensor';
import { type DequantizeS8ToF32 } from '../dequantize-s8-to-f32';

/** dequantizeS8ToF32 on a copy of the memory, the slow and obvious way. */
export function dequantizeS8ToF32Reference(memory: ArrayBuffer, { x, y, length, scale }: DequantizeS8ToF32): void {
  const view = new DataView(memory);
  for (let i = 0; i < length; i++)
    view.setFloat32(y + i * 4, dequantize(view.getInt8(x + i), Math.fround(scale)), true);
}
