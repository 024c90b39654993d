import type { Narrow } from '../element-type';

/** Reads elements of a type: the one `index` elements behind a byte offset. */
export function elementsOf(memory: ArrayBuffer, type: Narrow | 'int32'): (offset: number, index?: number) => number {
  const view = new DataView(memory);
  if (type === 'int8') return (offset, index = 0) => view.getInt8(offset + index);
  if (type === 'int16') return (offset, index = 0) => view.getInt16(offset + 2 * index, true);
  return (offset, index = 0) => view.getInt32(offset + 4 * index, true);
}

/** Writes elements of a type, likewise. */
export function writerOf(memory: ArrayBuffer, type: Narrow): (offset: number, index: number, value: number) => void {
  const view = new DataView(memory);
  return type === 'int8'
    ? (offset, index, value) => view.setInt8(offset + index, value)
    : (offset, index, value) => view.setInt16(offset + 2 * index, value, true);
}
