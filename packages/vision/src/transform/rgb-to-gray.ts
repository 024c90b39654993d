import { BT601 } from './bt601';
import { colourByte } from './colour-byte';

/** Interleaved R, G, B to one byte a pixel: BT.601 luma 0.299 R + 0.587 G + 0.114 B, rounded half to even. */
export function rgbToGray(rgb: Uint8Array): Uint8Array {
  const gray = new Uint8Array(rgb.length / 3);
  for (let i = 0; i < gray.length; i++)
    gray[i] = colourByte(BT601.regular.y, rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2], 1);
  return gray;
}
