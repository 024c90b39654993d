import type { FillND, MoveND } from '../move';
import type { ImageView } from '../image-view';

/** Visits every element of a view in memory order. */
export function forEachElement(
  { images = 1, height, width, channels }: ImageView,
  visit: (image: number, row: number, column: number, channel: number) => void,
): void {
  for (let image = 0; image < images; image++)
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        for (let channel = 0; channel < channels; channel++) visit(image, row, column, channel);
}

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
