import { fail } from '@openbpu/diagnostics';
import { VISION } from '../catalogue';
import { BT601, type YuvRange } from './bt601';
import { colourByte } from './colour-byte';

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
