import { fail } from '@openbpu/diagnostics';
import { saturate } from '@openbpu/tensor';
import { VISION } from '../catalogue';

/**
 * `regular`: Y, U and V span 0..255. `bt601_video`: Y spans 16..235, U and V 16..240. Named as the recipe key
 * `input_space_and_range` does.
 */
export type YuvRange = 'regular' | 'bt601_video';

/**
 * One output channel: (r R + g G + b B + offset) / denominator. Whole numbers, so that a value is exact until its one
 * rounding.
 */
export interface ColourRow {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly offset: number;
  readonly denominator: number;
}

/**
 * ITU-R BT.601 from R, G, B in 0..255, by range.
 *
 *     regular       Y = 0.299 R + 0.587 G + 0.114 B
 *                   U = -0.168736 R - 0.331264 G + 0.5 B + 128
 *                   V = 0.5 R - 0.418688 G - 0.081312 B + 128
 *     bt601_video   Y = 16 + (65.481 R + 128.553 G + 24.966 B) / 255
 *                   U = 128 + (-37.797 R - 74.203 G + 112 B) / 255
 *                   V = 128 + (112 R - 93.786 G - 18.214 B) / 255
 */
export const BT601: Readonly<
  Record<YuvRange, { readonly y: ColourRow; readonly u: ColourRow; readonly v: ColourRow }>
> = {
  regular: {
    y: { r: 299000, g: 587000, b: 114000, offset: 0, denominator: 1000000 },
    u: { r: -168736, g: -331264, b: 500000, offset: 128000000, denominator: 1000000 },
    v: { r: 500000, g: -418688, b: -81312, offset: 128000000, denominator: 1000000 },
  },
  bt601_video: {
    y: { r: 65481, g: 128553, b: 24966, offset: 4080000, denominator: 255000 },
    u: { r: -37797, g: -74203, b: 112000, offset: 32640000, denominator: 255000 },
    v: { r: 112000, g: -93786, b: -18214, offset: 32640000, denominator: 255000 },
  },
};

/** One output value from one pixel of reals, not rounded. Gray keeps any range of its input; U and V are of 0..255. */
export function colourReal(row: ColourRow, r: number, g: number, b: number): number {
  return (row.r * r + row.g * g + row.b * b + row.offset) / row.denominator;
}

/**
 * One output byte from sums of R, G and B over `count` pixels: the mean of their exact values, rounded once half to
 * even, clamped to 0..255.
 */
export function colourByte(row: ColourRow, r: number, g: number, b: number, count: number): number {
  return saturate((row.r * r + row.g * g + row.b * b + row.offset * count) / (row.denominator * count), 0, 255);
}

/** Swaps the first and third byte of every interleaved pixel: R, G, B to B, G, R, and back. */
export function rgbToBgr(rgb: Uint8Array): Uint8Array {
  const bgr = new Uint8Array(rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    bgr[i] = rgb[i + 2];
    bgr[i + 1] = rgb[i + 1];
    bgr[i + 2] = rgb[i];
  }
  return bgr;
}

/** Interleaved R, G, B to one byte a pixel: BT.601 luma 0.299 R + 0.587 G + 0.114 B, rounded half to even. */
export function rgbToGray(rgb: Uint8Array): Uint8Array {
  const gray = new Uint8Array(rgb.length / 3);
  for (let i = 0; i < gray.length; i++)
    gray[i] = colourByte(BT601.regular.y, rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2], 1);
  return gray;
}

/**
 * Interleaved R, G, B to interleaved Y, U, V by BT.601 in the given range; each byte rounded half to even, clamped to
 * 0..255.
 */
export function rgbToYuv444(rgb: Uint8Array, range: YuvRange = 'regular'): Uint8Array {
  const { y, u, v } = BT601[range];
  const yuv = new Uint8Array(rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    yuv[i] = colourByte(y, rgb[i], rgb[i + 1], rgb[i + 2], 1);
    yuv[i + 1] = colourByte(u, rgb[i], rgb[i + 1], rgb[i + 2], 1);
    yuv[i + 2] = colourByte(v, rgb[i], rgb[i + 1], rgb[i + 2], 1);
  }
  return yuv;
}

/**
 * Interleaved R, G, B to nv12: `height * width` bytes of Y, then `height / 2` rows of `width` bytes U, V, U, V, …
 * BT.601 in the given range. Chroma is the mean over each 2x2 block; every byte is rounded once, half to even, and
 * clamped to 0..255. Fails with VIS005 when a side is odd.
 */
export function rgbToNv12(rgb: Uint8Array, height: number, width: number, range: YuvRange = 'regular'): Uint8Array {
  if (height % 2 !== 0 || width % 2 !== 0) fail(VISION.nv12NeedsEven({ height, width }));
  const { y, u, v } = BT601[range];
  const pixels = height * width;
  const nv12 = new Uint8Array((pixels * 3) / 2);
  for (let i = 0; i < pixels; i++) nv12[i] = colourByte(y, rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2], 1);
  let to = pixels;
  for (let row = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      const a = 3 * (row * width + column);
      const b = a + 3 * width;
      const red = rgb[a] + rgb[a + 3] + rgb[b] + rgb[b + 3];
      const green = rgb[a + 1] + rgb[a + 4] + rgb[b + 1] + rgb[b + 4];
      const blue = rgb[a + 2] + rgb[a + 5] + rgb[b + 2] + rgb[b + 5];
      nv12[to++] = colourByte(u, red, green, blue, 4);
      nv12[to++] = colourByte(v, red, green, blue, 4);
    }
  }
  return nv12;
}

/**
 * nv12 (Y plane, then interleaved U, V at half resolution) to interleaved Y, U, V at full resolution: each chroma
 * sample is repeated over its 2x2 block; no value changes. Fails with VIS005 when a side is odd; throws RangeError on a
 * wrong length.
 */
export function nv12ToYuv444(nv12: Uint8Array, height: number, width: number): Uint8Array {
  if (height % 2 !== 0 || width % 2 !== 0) fail(VISION.nv12NeedsEven({ height, width }));
  const pixels = height * width;
  if (nv12.length !== (pixels * 3) / 2)
    throw new RangeError(`${nv12.length} bytes are no nv12 picture of ${height}x${width}`);
  const yuv = new Uint8Array(pixels * 3);
  for (let row = 0; row < height; row++) {
    const chroma = pixels + (row >> 1) * width;
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const pair = chroma + (column & ~1);
      yuv[3 * at] = nv12[at];
      yuv[3 * at + 1] = nv12[pair];
      yuv[3 * at + 2] = nv12[pair + 1];
    }
  }
  return yuv;
}
