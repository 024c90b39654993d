import type { Image } from './image';

/**
 * The interleaved R, G, B bytes of an image: its own data when it has three channels, gray repeated three times when it
 * has one.
 */
export function rgbPixels(image: Image): Uint8Array {
  if (image.channels === 3) return image.data;
  const rgb = new Uint8Array(image.data.length * 3);
  for (let i = 0; i < image.data.length; i++) rgb.fill(image.data[i], i * 3, i * 3 + 3);
  return rgb;
}
