import { type Image, makeImage } from './image';

/** Raised for a BMP file that this cannot read; the message says why. */
export class BmpError extends Error {}

/** Whether the bytes begin as a BMP file does. */
export function isBmp(file: Uint8Array): boolean {
  return file[0] === 0x42 && file[1] === 0x4d;
}

/**
 * Decodes an uncompressed BMP file of 8 (with palette), 24 or 32 bits a pixel, bottom-up or top-down, to RGB; the
 * fourth byte of 32-bit pixels is ignored. The image codec does not read this format. Throws BmpError on anything else.
 */
export function decodeBmp(file: Uint8Array): Image {
  if (!isBmp(file) || file.length < 54) throw new BmpError('the BMP header is cut off');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerSize = view.getUint32(14, true);
  if (headerSize < 40) throw new BmpError('BMP files of OS/2 are not read');
  const start = view.getUint32(10, true);
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const bits = view.getUint16(28, true);
  const compression = view.getUint32(30, true);
  const height = Math.abs(signedHeight);
  if (compression !== 0 || (bits !== 8 && bits !== 24 && bits !== 32))
    throw new BmpError(`BMP files of ${bits} bits a pixel with compression ${compression} are not read`);
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (width < 1 || height < 1 || start + stride * height > file.length)
    throw new BmpError('the BMP pixels are cut off');
  const palette = 14 + headerSize;
  const out = makeImage(width, height, 3);
  for (let y = 0, to = 0; y < height; y++) {
    const row = start + (signedHeight > 0 ? height - 1 - y : y) * stride;
    for (let x = 0; x < width; x++, to += 3) {
      const at = bits === 8 ? palette + 4 * file[row + x] : row + (x * bits) / 8;
      if (at + 3 > file.length) throw new BmpError('the BMP palette is cut off');
      out.data[to] = file[at + 2];
      out.data[to + 1] = file[at + 1];
      out.data[to + 2] = file[at];
    }
  }
  return out;
}
