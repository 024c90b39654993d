import { type MoveND } from '../move-nd';

/** moveND on a copy of the memory, the slow and obvious way. */
export function moveNDReference(
  memory: ArrayBuffer,
  { x, y, elementBytes, extents, xStrides, yStrides }: MoveND,
): void {
  const bytes = new Uint8Array(memory);
  const walk = (dimension: number, from: number, to: number): void => {
    if (dimension === extents.length) {
      for (let i = 0; i < elementBytes; i++) bytes[to + i] = bytes[from + i];
      return;
    }
    for (let i = 0; i < extents[dimension]; i++)
      walk(dimension + 1, from + i * xStrides[dimension] * elementBytes, to + i * yStrides[dimension] * elementBytes);
  };
  walk(0, x, y);
}
