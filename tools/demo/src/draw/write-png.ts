import { type Image } from '@openbpu/vision';
import sharp from 'sharp';
import { writeOutput } from '../write-output';

/** Writes a picture as PNG; the same picture gives the same file. Fails with DMO002. */
export async function writePng(file: string, { width, height, channels, data }: Image): Promise<void> {
  writeOutput(file, await sharp(data, { raw: { width, height, channels } }).png().toBuffer());
}
