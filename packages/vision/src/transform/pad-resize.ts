import { type Image, makeImage } from '../image/image';
import { resize } from './resize';

export interface PadResizeOptions {
  /** Byte of every channel around the picture; 127 unless told. */
  readonly padValue?: number;
  /**
   * `boundary` (unless told) centres the picture, the odd pixel going right and below; `bottom_right` pads only there.
   */
  readonly position?: 'boundary' | 'bottom_right';
}

/**
 * Letterbox: resizes by min(height / h, width / w) with kernel "linear", so that one side fills the target and the
 * other is rounded down (at least 1), and pads to exactly `height` x `width`.
 */
export async function padResize(
  image: Image,
  height: number,
  width: number,
  options: PadResizeOptions = {},
): Promise<Image> {
  const { padValue = 127, position = 'boundary' } = options;
  const wide = image.width * height > image.height * width;
  const inner = wide
    ? await resize(image, Math.max(1, Math.floor((image.height * width) / image.width)), width)
    : await resize(image, height, Math.max(1, Math.floor((image.width * height) / image.height)));
  const out = makeImage(width, height, image.channels);
  out.data.fill(padValue);
  const top = position === 'boundary' ? Math.floor((height - inner.height) / 2) : 0;
  const left = position === 'boundary' ? Math.floor((width - inner.width) / 2) : 0;
  const row = inner.width * image.channels;
  for (let y = 0; y < inner.height; y++)
    out.data.set(inner.data.subarray(y * row, (y + 1) * row), ((top + y) * width + left) * image.channels);
  return out;
}
