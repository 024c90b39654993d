import type { Image } from '@openbpu/vision';
import { type Blob, makeBlob } from './blob';

/**
 * Mean and scale of every channel of the input, as in the recipe, `(x − mean) · scale`: those of the drawings, rounded.
 */
export const INPUT_MEAN: readonly number[] = [121, 123, 122];
export const INPUT_SCALE: readonly number[] = [0.0194, 0.0204, 0.0181];

/** Pictures of one size as the batch a network takes. */
export function normaliseInput(images: readonly Image[]): Blob {
  const [{ width, height }] = images;
  const blob = makeBlob(3, images.length, height, width);
  const plane = width * height;
  images.forEach(({ data }, image) => {
    for (let c = 0; c < 3; c++) {
      const from = (c * images.length + image) * plane;
      for (let i = 0; i < plane; i++) blob.data[from + i] = (data[3 * i + c] - INPUT_MEAN[c]) * INPUT_SCALE[c];
    }
  });
  return blob;
}
