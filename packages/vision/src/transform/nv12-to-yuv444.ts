import { fail } from '@openbpu/diagnostics';
import { VISION } from '../catalogue';

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
