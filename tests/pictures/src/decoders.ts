import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { script } from '@openbpu/testkit';
import { listImages, readImage, rgbPixels } from '@openbpu/vision';
import { comparePictures } from './compare-pictures';

/**
 * Prints how far the decoder of the project and that of OpenCV are apart, picture by picture and over all:
 *
 *   node tests/pictures/dist/decoders.js FOLDER
 */
async function main([folder]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('no folder of pictures is named; --help tells more');
  const script = join(__dirname, '../decode.py');
  const differences = [];
  for (const file of listImages(folder)) {
    const image = await readImage(file);
    const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [script, file], { maxBuffer: 2 ** 30 });
    if (status !== 0) throw new Error(`OpenCV does not decode ${file}: ${String(stderr)}`);
    if (stdout.readUInt32LE(0) !== image.height || stdout.readUInt32LE(4) !== image.width)
      throw new Error(`OpenCV sees another size in ${file}`);
    const found = comparePictures(rgbPixels(image), stdout.subarray(8));
    differences.push(found);
    process.stdout.write(
      `${file}: largest ${found.largest}, mean ${found.mean.toFixed(4)}, equal ${(100 * found.equal).toFixed(2)} %\n`,
    );
  }
  const largest = Math.max(...differences.map((each) => each.largest));
  const mean = differences.reduce((sum, each) => sum + each.mean, 0) / differences.length;
  process.stdout.write(`${differences.length} pictures: largest difference ${largest}, mean ${mean.toFixed(4)}\n`);
}

script(module, main);
