import { basename, dirname, extname, join } from 'node:path';
import { readLines } from '@openbpu/vision';
import { type Box, boxAround } from './box';

/** The boxes that people drew into a picture of coco64: classes 0 to 79, sides in parts of the picture's. */
export async function trueBoxes(picture: string): Promise<Box[]> {
  const name = `${basename(picture, extname(picture))}.txt`;
  const lines = await readLines(join(dirname(picture), '../boxes', name));
  return lines.map(({ text }) => {
    const [label, x, y, width, height] = text.split(' ').map(Number);
    return { label, ...boxAround(x, y, width, height) };
  });
}
