import { join } from 'node:path';
import { readImage } from '@openbpu/vision';
import { type RawSampleOptions, writeRawSample } from './write-raw-sample';

/**
 * Reads the named pictures of a folder and writes each as a raw sample into `out`, under its own name and the type
 * behind it; a name with folders in it becomes one word. Gives the paths in the order of the names. Fails as
 * `readImage` and `writeRawSample` do.
 */
export async function writeRawSamples(
  images: string,
  names: readonly string[],
  out: string,
  options: RawSampleOptions,
): Promise<string[]> {
  const written: string[] = [];
  for (const name of names) {
    const image = await readImage(join(images, name));
    written.push(await writeRawSample(out, name.replaceAll(/[\\/]+/g, '_'), image, options));
  }
  return written;
}
