import { Lane } from '@openbpu/runtime';
import { script } from '@openbpu/testkit';
import { combinations, titleOf } from './combinations';
import { ROWS, type Row } from './key-values';
import { tryRow } from './try-combination';

/**
 * Tries combinations of the full product, then recipes with the values of every other key; exit code 1 where one fails:
 *
 *   node tests/matrix/dist/run-campaign.js [from] [count]
 */
async function main([start = '0', length = 'Infinity']: readonly string[]): Promise<void> {
  const [from, count] = [Number(start), Number(length)];
  const lane = new Lane({ isolated: true });
  const all: Row[] = combinations().map((one) => ({ title: titleOf(one), one, settings: {}, holds: 'stages' }));
  const chosen = [...all, ...ROWS].slice(from, from + count);
  let failures = 0;
  for (const row of chosen) {
    const problems = await tryRow(row, lane);
    if (problems.length > 0) failures++;
    for (const problem of problems) process.stdout.write(`${problem}\n`);
  }
  await lane.close();
  process.stdout.write(
    `${chosen.length} of ${all.length} combinations and ${ROWS.length} recipes with other keys, ${failures} failures\n`,
  );
  process.exitCode = failures > 0 ? 1 : 0;
}

script(module, main);
