import { fail } from '@openbpu/diagnostics';
import { VISION } from '../catalogue';
import { type Image, MOST_PIXELS } from '../image/image';
import { sharpResize } from './sharp-resize';

/**
 * Resizes both sides by the one factor `shortSide / min(height, width)` with kernel "linear"; the longer side is
 * rounded. The image itself when its shorter side has that length already. Fails with VIS006 when the result has too
 * many pixels.
 */
export async function shortSideResize(image: Image, shortSide: number): Promise<Image> {
  if (Math.min(image.height, image.width) === shortSide) return image;
  const longSide = Math.round((Math.max(image.height, image.width) * shortSide) / Math.min(image.height, image.width));
  if (shortSide * longSide > MOST_PIXELS) {
    const sides = image.width < image.height ? `${longSide}x${shortSide}` : `${shortSide}x${longSide}`;
    fail(
      VISION.tooLarge({
        what: `the picture, resized from ${image.height}x${image.width} to ${sides} (height x width),`,
        most: MOST_PIXELS,
      }),
    );
  }
  return sharpResize(
    image,
    image.width < image.height ? { fit: 'inside', width: shortSide } : { fit: 'inside', height: shortSide },
  );
}
