import { fail } from '@openbpu/diagnostics';
import { VISION } from '../catalogue';
import { type Image, makeImage, MOST_PIXELS } from '../image/image';
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

/**
 * Resizes to exactly `height` x `width`, aspect ratio ignored, with kernel "linear". The image itself when it has that
 * size already.
 */
export async function resize(image: Image, height: number, width: number): Promise<Image> {
  return image.height === height && image.width === width ? image : sharpResize(image, { fit: 'fill', height, width });
}

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

/** How a picture of any size becomes one of the model's size. */
export type Fit =
  | { readonly kind: 'crop'; readonly shortSide: number; readonly height: number; readonly width: number }
  | { readonly kind: 'resize'; readonly height: number; readonly width: number }
  | ({ readonly kind: 'pad'; readonly height: number; readonly width: number } & PadResizeOptions);

/**
 * Short side then centre crop, plain resize, or letterbox, to exactly `height` x `width`. Fails with VIS004 when the
 * crop exceeds the resized picture.
 */
export async function fitImage(image: Image, fit: Fit): Promise<Image> {
  switch (fit.kind) {
    case 'crop':
      return centerCrop(await shortSideResize(image, fit.shortSide), fit.height, fit.width);
    case 'resize':
      return resize(image, fit.height, fit.width);
    case 'pad':
      return padResize(image, fit.height, fit.width, fit);
  }
}
