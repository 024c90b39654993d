import { fail } from '@openbpu/diagnostics';
import { VISION } from '../catalogue';
import { type Image, makeImage } from '../image/image';

/**
 * Cuts `height` x `width` (a square when only one side is given) from the middle, at offset floor((side - crop) / 2).
 * Fails with VIS004 when it does not fit.
 */
export function centerCrop(image: Image, height: number, width = height): Image {
  const { channels } = image;
  if (height > image.height || width > image.width) {
    fail(VISION.cropTooLarge({ width: image.width, height: image.height, cropWidth: width, cropHeight: height }));
  }
  const out = makeImage(width, height, channels);
  const top = Math.floor((image.height - height) / 2);
  const left = Math.floor((image.width - width) / 2);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * image.width + left) * channels;
    out.data.set(image.data.subarray(from, from + width * channels), y * width * channels);
  }
  return out;
}
