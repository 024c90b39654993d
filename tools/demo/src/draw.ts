import { join } from 'node:path';
import { script } from '@openbpu/testkit';
import { contactSheet } from './draw/contact-sheet';
import { drawLabelled } from './draw/draw-labelled';
import { drawSet } from './draw/draw-set';
import { writeCalibration } from './draw/write-calibration';
import { writePng } from './draw/write-png';
import { oneOf, text, whole } from './flag-readers';
import { readArguments } from './read-arguments';
import { runProgram } from './run-program';

const USAGE =
  'node tools/demo/dist/draw.js --out DIR [--calibration N] [--test N] [--seed N] [--dtype ' +
  'uint8|float32] [--sheet ROWS]';

/**
 * Writes `calibration_data/` (raw samples), `test/` (pictures and `val.txt`) and `sheet.png` into a folder, each when
 * asked for.
 */
export async function draw(args: readonly string[]): Promise<void> {
  const { out, calibration, test, seed, dtype, sheet } = readArguments(
    args,
    {
      out: { read: text },
      calibration: { read: whole(0), missing: 0 },
      test: { read: whole(0), missing: 0 },
      seed: { read: whole(0), missing: 1 },
      dtype: { read: oneOf(['uint8', 'float32']), missing: 'uint8' as const },
      sheet: { read: whole(0), missing: 0 },
    },
    USAGE,
  );
  if (calibration > 0) {
    await writeCalibration(join(out, 'calibration_data'), { count: calibration, seed, dtype });
    console.log(`${calibration} calibration samples in ${join(out, 'calibration_data')}`);
  }
  if (test > 0) {
    await drawSet(join(out, 'test'), { count: test, seed });
    console.log(`${test} test pictures and val.txt in ${join(out, 'test')}`);
  }
  if (sheet > 0) {
    const drawn = await drawLabelled('test', { count: 10 * sheet, seed });
    await writePng(
      join(out, 'sheet.png'),
      contactSheet(
        drawn.map(({ image }) => image),
        10,
      ),
    );
    console.log(`a column for each class in ${join(out, 'sheet.png')}`);
  }
}

/**
 * Draws the pictures of the demo: `calibration_data/` (raw samples), `test/` (pictures and `val.txt`) and `sheet.png`,
 * each where it is asked for:
 *
 *   node tools/demo/dist/draw.js --out DIR [--calibration N] [--test N] [--seed N] [--dtype uint8|float32]
 *     [--sheet ROWS]
 */
function main(words: readonly string[]): Promise<void> {
  return runProgram(draw, words);
}

script(module, main);
