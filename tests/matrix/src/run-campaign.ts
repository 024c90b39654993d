import { combinations, titleOf } from './combinations';
import { tryCombination } from './try-combination';

/** `run-campaign.js [from] [count]`: tries combinations of the full product; exit code 1 where one fails. */
async function main(from = 0, count = Infinity): Promise<void> {
  const all = combinations();
  const chosen = all.slice(from, from + count);
  let failures = 0;
  for (const one of chosen) {
    const problems = await tryCombination(one);
    if (problems.length > 0) failures++;
    for (const problem of problems) process.stdout.write(`${titleOf(one)}\n  ${problem}\n`);
  }
  process.stdout.write(`${chosen.length} of ${all.length} combinations, ${failures} failures\n`);
  process.exitCode = failures > 0 ? 1 : 0;
}

void main(...process.argv.slice(2).map(Number));
