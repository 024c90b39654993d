import type { Lut, LutChannelsS8 } from '../lut';

/** lutS8 on a copy of the memory, the slow and obvious way. */
export function lutS8Reference(memory: ArrayBuffer, { x, y, length, table }: Lut): void {
  const bytes = new Int8Array(memory);
  for (let i = 0; i < length; i++) {
    const q = bytes[x + i];
    bytes[y + i] = bytes[table + (q >= 0 ? q : 256 + q)];
  }
}

/** lutF32 on a copy of the memory, the slow and obvious way. */
export function lutF32Reference(memory: ArrayBuffer, { x, y, length, table }: Lut): void {
  const view = new DataView(memory);
  for (let i = 0; i < length; i++) {
    const q = view.getInt8(x + i);
    view.setUint32(y + i * 4, view.getUint32(table + (q >= 0 ? q : 256 + q) * 4, true), true);
  }
}

/** lutChannelsS8 on a copy of the memory, the slow and obvious way. */
export function lutChannelsS8Reference(
  memory: ArrayBuffer,
  { x, y, xRow, yRow, rows, channels, table }: LutChannelsS8,
): void {
  const bytes = new Int8Array(memory);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < channels; c++) {
      const q = bytes[x + row * xRow + c];
      bytes[y + row * yRow + c] = bytes[table + c * 256 + (q >= 0 ? q : 256 + q)];
    }
  }
}
