import { type Image, makeImage } from '@openbpu/vision';

/** Pictures of one size side by side, `columns` in a row; what is left of the last row is black. */
export function contactSheet(images: readonly Image[], columns: number): Image {
  const [{ width, height }] = images;
  const sheet = makeImage(columns * width, Math.ceil(images.length / columns) * height, 3);
  images.forEach((image, i) => {
    const [left, top] = [(i % columns) * width, Math.floor(i / columns) * height];
    for (let y = 0; y < height; y++)
      sheet.data.set(image.data.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * sheet.width + left) * 3);
  });
  return sheet;
}
