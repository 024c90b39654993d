import { BT601, type YuvRange } from './bt601';
import { colourByte } from './colour-byte';

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
