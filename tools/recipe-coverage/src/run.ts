import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { script } from '@openbpu/testkit';
import { type Coverage, coveragePage } from './page';
import { MARCHES, Observer, cellOf, keysWithEffects } from './coverage';

const PAGE = join(__dirname, '../../../docs/generated/recipe-coverage.md');

/**
 * Tells what keys change on every march; of all keys, it writes the page. Exit code 1 where a key changes nothing on a
 * march that has it:
 *
 *   node tools/recipe-coverage/dist/run.js [key …]
 */
async function main(chosen: readonly string[]): Promise<void> {
  const observer = new Observer();
  const coverage: Coverage[] = [];
  let idle = 0;
  for (const [row, effect] of keysWithEffects()) {
    if (chosen.length > 0 && !chosen.includes(row.key)) continue;
    const cells = [];
    for (const march of MARCHES) {
      const cell = cellOf(row, march, effect);
      const changes = cell.verdict.startsWith('valid') ? await observer.effect(row.key, march, effect) : [];
      if (cell.verdict.startsWith('valid') && changes.length === 0) idle++;
      cells.push({ ...cell, changes });
      process.stdout.write(`${row.key} ${march} ${cell.verdict}: ${changes.join(', ') || 'nothing'}\n`);
    }
    if (cells.every(({ changes }) => changes.length === 0)) idle++;
    coverage.push({ row, cells });
  }
  process.stdout.write(`${coverage.length} keys on ${MARCHES.length} marches, ${idle} without an effect\n`);
  if (chosen.length === 0) writeFileSync(PAGE, coveragePage(coverage));
  process.exitCode = idle > 0 ? 1 : 0;
}

script(module, main);
