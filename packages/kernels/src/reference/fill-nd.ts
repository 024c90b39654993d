import { type FillND } from '../fill-nd';

/** fillND on a copy of the memory, the slow and obvious way. */
export function fillNDReference(memory: ArrayBuffer, { y, elementBytes, value, extents, yStrides }: FillND): void {
  const bytes = new Uint8Array(memory);
  const walk = (dimension: number, to: number): void => {
    if (dimension === extents.length) {
      for (let i = 0; i < elementBytes; i++) bytes[to + i] = (value >> (8 * i)) & 255;
      return;
    }
    for (let i = 0; i < extents[dimension]; i++) walk(dimension + 1, to + i * yStrides[dimension] * elementBytes);
  };
  walk(0, y);
}
