import { type ImageView } from '../image-view';

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
