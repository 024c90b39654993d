import { basename, extname } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { VISION } from '../catalogue';
import { isPictureName } from './list-images';

/**
 * The names of the samples that pictures become: theirs, with `extension` in place of their own ending. Fails with
 * VIS041 for an extension that makes a sample something else, with VIS042 where two pictures have one name.
 */
export function sampleNames(pictures: readonly string[], extension: string): string[] {
  checkExtension(extension);
  const first = new Map<string, string>();
  return pictures.map((picture) => {
    const name = basename(picture, extname(picture)) + extension;
    // Folders of some systems do not tell letters of either case apart.
    const known = first.get(name.toLowerCase());
    if (known !== undefined)
      fail(VISION.sameSample({ first: basename(known), second: basename(picture), file: name }, { name: picture }));
    first.set(name.toLowerCase(), picture);
    return name;
  });
}

function checkExtension(given: string): void {
  const refuse = (problem: string, instead: string) =>
    fail(VISION.badExtension({ given, problem, instead }, { name: '--pic_ext' }));
  const letters = given.replace(/^\.*/, '');
  if (!/^\w+$/.test(letters)) refuse('is no ending of a file name', '.rgb');
  if (!/^\.\w/.test(given)) refuse('does not begin with one dot', `.${letters}`);
  if (isPictureName(given)) refuse('is the ending of a picture, and a sample is bare numbers', '.rgb');
  if (given.toLowerCase() === '.npy') refuse('is the ending of a NumPy file, and a sample is bare numbers', '.rgb');
}
