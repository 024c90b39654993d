import { join } from 'node:path';
import { listImages, readLines } from '@openbpu/vision';
import { DATA } from './data';

/** The pictures a model is calibrated on: the calibration list of ImageNet, or the first of COCO. */
export async function calibrationPictures(set: 'imagenet500' | 'coco64', count: number): Promise<string[]> {
  const folder = join(DATA, 'images', set);
  if (set === 'coco64') return (await listImages(join(folder, 'images'))).slice(0, count);
  return (await readLines(join(folder, 'calib.txt'))).slice(0, count).map(({ text }) => join(folder, text));
}
