import { fail } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { VISION } from '../catalogue';
import { loadSharp } from '../load-sharp';
import { decodeBmp, isBmp } from './decode-bmp';
import { type Image, makeImage, MOST_PIXELS } from './image';
import { messageOf } from './message-of';
import { rgbOfInks } from './rgb-of-inks';

/**
 * Decodes a picture file (JPEG, PNG, WebP, GIF, TIFF, AVIF, SVG, plain BMP; first frame) into 8 bits of R, G and B:
 * turned upright by its EXIF orientation, converted from gray or CMYK, 16-bit samples cut to their high byte, alpha
 * dropped (the colour under it stays). A colour profile has no effect: what trains networks reads none.
 *
 * Fails with GRD (missing, unreadable), VIS003 (not decodable, also when only the end is missing), VIS006
 * (too many pixels).
 */
export async function readImage(file: string): Promise<Image> {
  const bytes = readUserFile(file, FILE_KINDS.picture);
  if (bytes.length === 0) fail(VISION.notAnImage({ file, reason: 'the file is empty' }));
  const codec = isBmp(bytes) ? undefined : loadSharp();
  try {
    if (codec === undefined) return decodeBmp(bytes);
    const upright = codec(bytes, { ignoreIcc: true }).autoOrient();
    const inks = (await upright.metadata()).space === 'cmyk';
    const colours = inks ? upright.pipelineColourspace('cmyk').toColourspace('cmyk') : upright.toColourspace('srgb');
    const { data, info } = await (inks ? colours : colours.removeAlpha())
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const elements = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const { width, height, channels } = info;
    return inks
      ? makeImage(width, height, 3, rgbOfInks(elements, channels))
      : makeImage(width, height, channels, elements);
  } catch (cause) {
    const reason = messageOf(cause);
    fail(
      /exceeds pixel limit/i.test(reason)
        ? VISION.tooLarge({ what: `picture "${file}"`, most: MOST_PIXELS })
        : VISION.notAnImage({ file, reason }),
      cause,
    );
  }
}
