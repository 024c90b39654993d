import { fail } from '@openbpu/diagnostics';
import type { PictureStep, TrainingImage } from '@openbpu/tensor';
import { VISION } from '../catalogue';
import { MOST_PIXELS } from '../image/image';

import { type ColourRow, BT601, colourReal, rgbToBgr, rgbToGray, rgbToYuv444 } from '../transform/colours';
import { type Pixels } from './pixels';
import { resizeCubic, resizeLinear, resizeSkimage } from './resample';

/**
 * Carries out one transformer.
 *
 *     ShortSideResize  cv2.resize; the longer side becomes floor(long * shortSide / short)
 *     Resize           cv2.resize, or skimage's resize with its range preserved
 *     PadResize        cv2.resize by min(height / h, width / w), the other side rounded down, at least 1; then pads;
 *                      `boundary`: offset floor(rest / 2)
 *     CenterCrop       offset floor((side - crop) / 2)
 *     Colour           order of channels, or BT.601 in 0..255, full range
 *     Mean, Scale      float32: x - mean, x * scale
 *
 * `Layout` changes nothing here: pixels stay interleaved, and the chain lays them out at its end. Fails with VIS004 for
 * a crop that does not fit, VIS006 for too many pixels.
 */
export function applyStep(pixels: Pixels, step: PictureStep): Pixels {
  switch (step.kind) {
    case 'ShortSideResize':
      return shortSideResize(pixels, step.shortSide, resizerOf(step.interpolation));
    case 'Resize':
      return sized(pixels, step, step.mode === 'skimage' ? resizeSkimage : resizerOf(step.interpolation));
    case 'PadResize':
      return padResize(pixels, step);
    case 'CenterCrop':
      return crop(pixels, step.height, step.width);
    case 'Colour':
      return recoloured(pixels, step.from, step.to);
    case 'Layout':
      return pixels;
    case 'Mean':
      return perChannel(pixels, step.values, (value, mean) => value - mean);
    case 'Scale':
      return perChannel(pixels, step.values, (value, scale) => value * scale);
  }
}

type Resizer = (pixels: Pixels, height: number, width: number) => Pixels;

function resizerOf(interpolation: 'INTER_LINEAR' | 'INTER_CUBIC'): Resizer {
  return interpolation === 'INTER_CUBIC' ? resizeCubic : resizeLinear;
}

interface Size {
  readonly height: number;
  readonly width: number;
}

function sized(pixels: Pixels, { height, width }: Size, resizer: Resizer): Pixels {
  if (height * width > MOST_PIXELS)
    fail(
      VISION.tooLarge({
        what: `the picture, resized from ${pixels.height}x${pixels.width} to ${height}x${width} (height x width),`,
        most: MOST_PIXELS,
      }),
    );
  return pixels.height === height && pixels.width === width ? pixels : resizer(pixels, height, width);
}

function shortSideResize(pixels: Pixels, shortSide: number, resizer: Resizer): Pixels {
  const [short, long] = [Math.min(pixels.height, pixels.width), Math.max(pixels.height, pixels.width)];
  const other = Math.floor((long * shortSide) / short);
  const size = pixels.width < pixels.height ? { height: other, width: shortSide } : { height: shortSide, width: other };
  return sized(pixels, size, resizer);
}

/** A picture of one value everywhere, of the element type of `like`. */
function filled(like: Pixels, { height, width }: Size, value: number): Pixels {
  const size = height * width * like.channels;
  const data = like.data instanceof Uint8Array ? new Uint8Array(size) : new Float32Array(size);
  return { height, width, channels: like.channels, data: data.fill(value) };
}

function padResize(
  pixels: Pixels,
  { height, width, padValue, position }: Extract<PictureStep, { kind: 'PadResize' }>,
): Pixels {
  const wide = pixels.width * height > pixels.height * width;
  const inner = wide
    ? { height: Math.max(1, Math.floor((pixels.height * width) / pixels.width)), width }
    : { height, width: Math.max(1, Math.floor((pixels.width * height) / pixels.height)) };
  const picture = sized(pixels, inner, resizeLinear);
  const out = filled(picture, { height, width }, padValue);
  const top = position === 'boundary' ? Math.floor((height - inner.height) / 2) : 0;
  const left = position === 'boundary' ? Math.floor((width - inner.width) / 2) : 0;
  const row = inner.width * pixels.channels;
  for (let y = 0; y < inner.height; y++)
    out.data.set(picture.data.subarray(y * row, (y + 1) * row), ((top + y) * width + left) * pixels.channels);
  return out;
}

function crop(pixels: Pixels, height: number, width: number): Pixels {
  if (height > pixels.height || width > pixels.width)
    fail(VISION.cropTooLarge({ width: pixels.width, height: pixels.height, cropWidth: width, cropHeight: height }));
  const out = filled(pixels, { height, width }, 0);
  const top = Math.floor((pixels.height - height) / 2);
  const left = Math.floor((pixels.width - width) / 2);
  const row = width * pixels.channels;
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * pixels.width + left) * pixels.channels;
    out.data.set(pixels.data.subarray(from, from + row), y * row);
  }
  return out;
}

function recoloured(pixels: Pixels, from: 'rgb' | 'bgr', to: TrainingImage): Pixels {
  const { data } = pixels;
  const rgb = from === 'rgb' ? data : swapped(data);
  if (to === 'rgb') return { ...pixels, data: rgb };
  if (to === 'bgr') return { ...pixels, data: swapped(rgb) };
  const { y, u, v } = BT601.regular;
  if (to === 'gray')
    return { ...pixels, channels: 1, data: rgb instanceof Uint8Array ? rgbToGray(rgb) : real(rgb, [y]) };
  return { ...pixels, data: rgb instanceof Uint8Array ? rgbToYuv444(rgb) : real(rgb, [y, u, v]) };
}

function swapped<T extends Uint8Array | Float32Array>(data: T): Uint8Array | Float32Array {
  if (data instanceof Uint8Array) return rgbToBgr(data);
  const out = data.slice();
  for (let i = 0; i < out.length; i += 3) [out[i], out[i + 2]] = [data[i + 2], data[i]];
  return out;
}

function real(rgb: Float32Array, rows: readonly ColourRow[]): Float32Array {
  const out = new Float32Array((rgb.length / 3) * rows.length);
  for (let i = 0, to = 0; i < rgb.length; i += 3)
    for (const row of rows) out[to++] = colourReal(row, rgb[i], rgb[i + 1], rgb[i + 2]);
  return out;
}

function perChannel(
  pixels: Pixels,
  values: readonly number[],
  act: (value: number, parameter: number) => number,
): Pixels {
  const data = Float32Array.from(pixels.data, (value, i) =>
    act(value, Math.fround(values[values.length === 1 ? 0 : i % pixels.channels])),
  );
  return { ...pixels, data };
}
