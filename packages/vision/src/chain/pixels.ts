import type { ReadMode } from '@openbpu/tensor';
import type { Image } from '../image/image';
import { rgbPixels } from '../image/rgb-pixels';
import { rgbToBgr } from '../transform/colours';

/** A picture on its way through a chain: row by row, channels interleaved. Bytes until arithmetic makes them reals. */
export interface Pixels {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: Uint8Array | Float32Array;
}

/** A decoded picture as a reader gives it: `opencv` bytes B, G, R; `skimage` float32 R, G, B in 0..1, byte / 255. */
export function pixelsOf(image: Image, mode: ReadMode): Pixels {
  const { height, width } = image;
  const rgb = rgbPixels(image);
  const data = mode === 'opencv' ? rgbToBgr(rgb) : Float32Array.from(rgb, (byte) => byte / 255);
  return { height, width, channels: 3, data };
}
