import { type Image, makeImage } from './image';

const TURN = 2 * Math.PI;
const MOST = 255;
/** Squares of the chequered band to a side. */
const SQUARES = 8;

/**
 * A picture for a test where no photograph is at hand: slow gradients of all three colours, a disc with an edge, and a
 * chequered band; the same for a size and a `turn`, which moves the colours (a whole number, 0 for the first picture).
 */
export function drawnPicture(height: number, width: number, turn = 0): Image {
  const image = makeImage(width, height, 3);
  const { data } = image;
  for (let y = 0, at = 0; y < height; y++) {
    const v = (y + 0.5) / height;
    for (let x = 0; x < width; x++) {
      const u = (x + 0.5) / width;
      const inDisc = (u - 0.5) ** 2 + (v - 0.4) ** 2 < 0.08;
      const dark = v > 0.75 && (Math.floor(u * SQUARES) + Math.floor(v * SQUARES)) % 2 === 1;
      for (let c = 0; c < 3; c++) {
        const phase = (c + turn) / 3;
        const slope = 0.5 + 0.5 * Math.sin(TURN * (phase + u * (c + 1) * 0.4 + v * 0.7));
        data[at++] = Math.round(MOST * (dark ? slope * 0.2 : inDisc ? 1 - slope * 0.6 : slope));
      }
    }
  }
  return image;
}
