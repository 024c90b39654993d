import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { script } from '@openbpu/testkit';
import { encodeTrainingInput } from '@openbpu/vision';
import { DEMO } from './catalogue';
import { drawLabelled } from './draw/draw-labelled';
import { TRAINING_SET } from './network/training-plan';

const SETS = { train: TRAINING_SET, test: { count: 1000, seed: 1 } };

/**
 * Draws the pictures that the demo's model learns from, and others to test with, for those who train elsewhere:
 * `train.u8` and `test.u8`, pictures of 3 x 64 x 64 bytes one after another, with a byte for every label in
 * `train.labels` and `test.labels`.
 *
 *   node tools/demo/dist/training-set.js FOLDER
 */
async function main([folder]: readonly string[]): Promise<void> {
  if (folder === undefined)
    fail(DEMO.badArguments({ reason: 'name a folder', usage: 'node tools/demo/dist/training-set.js FOLDER' }));
  mkdirSync(folder, { recursive: true });
  for (const name of ['train', 'test'] as const) {
    const drawn = await drawLabelled(name, SETS[name]);
    const pictures = drawn.map(({ image }) =>
      Uint8Array.from(encodeTrainingInput(image, { type: 'rgb', layout: 'NCHW' }).data),
    );
    writeFileSync(join(folder, `${name}.u8`), Buffer.concat(pictures));
    writeFileSync(
      join(folder, `${name}.labels`),
      Uint8Array.from(drawn, ({ label }) => label),
    );
  }
}

script(module, main);
