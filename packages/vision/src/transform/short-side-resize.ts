import { type Image } from '../image/image';
import { sharpResize } from './sharp-resize';

/**
 * Resizes both sides by the one factor `shortSide / min(height, width)` with kernel "linear"; the longer side is rounded.
 * The image itself when its shorter side has that length already.
 */
export async function shortSideResize(image: Image, shortSide: number): Promise<Image> {
  if (Math.min(image.height, image.width) === shortSide) return image;
  return sharpResize(image, image.width < image.height ? { fit: 'inside', width: shortSide } : { fit: 'inside', height: shortSide });
}
