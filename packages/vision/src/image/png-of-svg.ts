import { loadSharp } from '../load-sharp';

/** The longest side and the largest area of a picture that is drawn, in pixels. */
const LONGEST = 16_000;
const LARGEST = 40e6;
/** Dots per inch at which a unit of SVG is a pixel. */
const DOTS = 72;
/** Sharpness of pictures that are small enough for it. */
const SCALE = 2;

/**
 * Draws an SVG of a size as PNG, twice as large for sharp text; a huge one is made smaller until it can be drawn. The
 * SVG must be of our own making: nothing in it may name a file.
 */
export async function pngOfSvg(
  svg: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Uint8Array> {
  const scale = Math.min(SCALE, LONGEST / Math.max(width, height, 1), Math.sqrt(LARGEST / Math.max(width * height, 1)));
  return loadSharp()(Buffer.from(svg), { density: Math.max(1, DOTS * scale) })
    .png()
    .toBuffer();
}
