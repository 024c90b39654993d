import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listImages, readLines } from '@openbpu/vision';

/** Trained networks and pictures: beside the project, never part of it. */
export const DATA = process.env.OPENBPU_DATA ?? resolve(__dirname, '../../../../shared/data');

export const HAVE_DATA = existsSync(join(DATA, 'README.md'));

/** Scenes with the boxes of what is in them, or pictures of one thing each. */
export type PictureSet = 'coco64' | 'imagenet500';

/** Pictures to calibrate with: never among those that judge. */
export async function calibrationPictures(count: number): Promise<string[]> {
  const folder = join(DATA, 'images/imagenet500');
  return (await readLines(join(folder, 'calib.txt'))).slice(0, count).map(({ text }) => join(folder, text));
}

/** Pictures that judge: the first ones of a set. */
export async function judgingPictures(set: PictureSet, count: number): Promise<string[]> {
  const folder = join(DATA, 'images', set);
  if (set === 'coco64') return (await listImages(join(folder, 'images'))).slice(0, count);
  const lines = await readLines(join(folder, 'eval.txt'));
  return lines.slice(0, count).map(({ text }) => join(folder, text.split(' ')[0]));
}
