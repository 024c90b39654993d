import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trueBoxes } from './truth';

it('reads centres and sides as corners, beside the picture', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'truth-'));
  try {
    mkdirSync(join(folder, 'boxes'));
    writeFileSync(join(folder, 'boxes/0001.txt'), '58 0.5 0.25 0.5 0.125\n\n0 0.25 0.75 0.5 0.5\n');
    expect(await trueBoxes(join(folder, 'images/0001.jpg'))).toEqual([
      { label: 58, left: 0.25, top: 0.1875, right: 0.75, bottom: 0.3125 },
      { label: 0, left: 0, top: 0.5, right: 0.5, bottom: 1 },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
