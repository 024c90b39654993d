import { type Image } from '../image/image';
import { sharpResize } from './sharp-resize';

/**
 * Resizes to exactly `height` x `width`, aspect ratio ignored, with kernel "linear". The image itself when it has that
 * size already.
 */
export async function resize(image: Image, height: number, width: number): Promise<Image> {
  return image.height === height && image.width === width ? image : sharpResize(image, { fit: 'fill', height, width });
}
