import { join } from 'node:path';
import { writeOutput } from '../write-output';
import { drawSign } from './draw-sign';
import { type SetOptions, setMembers } from './set-members';
import { CLASS_NAMES } from './sign-classes';
import { writePng } from './write-png';

/**
 * Draws `count` test pictures into `folder` (made when absent), classes in turn, as PNG files, and `val.txt` beside
 * them: a line `<file> <label>` for each. Whatever the seeds, none is a picture of training or calibration. Fails with
 * DMO002.
 */
export async function drawSet(folder: string, options: SetOptions): Promise<void> {
  const lines: string[] = [];
  for (const { name, classIndex, seed } of setMembers('test', options)) {
    const file = `${name}_${CLASS_NAMES[classIndex]}.png`;
    await writePng(join(folder, file), await drawSign(classIndex, seed));
    lines.push(`${file} ${classIndex}\n`);
  }
  writeOutput(join(folder, 'val.txt'), lines.join(''));
}
