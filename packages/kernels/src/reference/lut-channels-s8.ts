import { type LutChannelsS8 } from '../lut-channels-s8';

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
