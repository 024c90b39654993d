import { type Image, makeImage } from '../image/image';
import { loadSharp } from '../load-sharp';

/**
 * `fill`: both sides as stated. `inside`: one factor for both axes, the largest picture within the stated sides; one
 * side may be left open.
 */
export interface ResizeTarget {
  readonly fit: 'fill' | 'inside';
  readonly height?: number;
  readonly width?: number;
}

/**
 * libvips' resize with kernel "linear" (bilinear, with a low-pass filter when it shrinks) on 8-bit pixels, rounded by
 * libvips.
 */
export async function sharpResize(image: Image, target: ResizeTarget): Promise<Image> {
  const sharp = loadSharp();
  const raw = { width: image.width, height: image.height, channels: image.channels };
  const out = sharp(image.data, { raw }).resize({ ...target, kernel: 'linear', fastShrinkOnLoad: false });
  const { data, info } = await (image.channels === 1 ? out.extractChannel(0) : out)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return makeImage(
    info.width,
    info.height,
    info.channels,
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  );
}
