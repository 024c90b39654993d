import { type Lut } from '../lut-s8';

/** lutF32 on a copy of the memory, the slow and obvious way. */
export function lutF32Reference(memory: ArrayBuffer, { x, y, length, table }: Lut): void {
  const view = new DataView(memory);
  for (let i = 0; i < length; i++) {
    const q = view.getInt8(x + i);
    view.setUint32(y + i * 4, view.getUint32(table + (q >= 0 ? q : 256 + q) * 4, true), true);
  }
}
