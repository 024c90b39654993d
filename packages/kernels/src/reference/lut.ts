import { SHIFT } from '../element-type';
import type { Lut, LutChannelsMixed, LutChannelsS8, LutMixed } from '../lut';
import { elementsOf } from './elements';

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

/** lutMixed on a copy of the memory, the slow and obvious way. */
export function lutMixedReference(memory: ArrayBuffer, { xType, yType, x, y, length, table }: LutMixed): void {
  const [read, bytes] = [elementsOf(memory, xType), new Uint8Array(memory)];
  const [entries, size] = [xType === 'int16' ? 65536 : 256, 1 << SHIFT[yType]];
  for (let i = 0; i < length; i++) {
    const q = read(x, i);
    const from = table + (q >= 0 ? q : entries + q) * size;
    bytes.copyWithin(y + i * size, from, from + size);
  }
}

/** lutChannelsMixed on a copy of the memory, the slow and obvious way. */
export function lutChannelsMixedReference(memory: ArrayBuffer, p: LutChannelsMixed): void {
  const bytes = new Uint8Array(memory);
  const size = 1 << SHIFT[p.yType];
  for (let row = 0; row < p.rows; row++) {
    for (let c = 0; c < p.channels; c++) {
      const from = p.table + (c * 256 + bytes[p.x + row * p.xRow + c]) * size;
      bytes.copyWithin(p.y + row * p.yRow + c * size, from, from + size);
    }
  }
}
