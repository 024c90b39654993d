import { type Lut } from '../lut-s8';

/** lutS8 on a copy of the memory, the slow and obvious way. */
export function lutS8Reference(memory: ArrayBuffer, { x, y, length, table }: Lut): void {
  const bytes = new Int8Array(memory);
  for (let i = 0; i < length; i++) {
    const q = bytes[x + i];
    bytes[y + i] = bytes[table + (q >= 0 ? q : 256 + q)];
  }
}
