/**
 * Runs the specs that draw at random again and again, each time with other draws:
 *
 *   node tools/dev/free-draws.mjs [rounds] [pattern ...]
 *
 * Prints the seed of every round; OPENBPU_SEED=<seed> npx jest <pattern> repeats one. Ends with 1 at the first failure.
 */
import './help.mjs';
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { bin, root } from './steps.mjs';

const [rounds = '10', ...patterns] = process.argv.slice(2);
const grep = spawnSync('git', ['grep', '-l', 'fast-check', '--', '*.spec.ts'], { cwd: root, encoding: 'utf8' });
const drawing = grep.stdout.trim().split('\n');
const specs = drawing.filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)));
for (let round = 1; round <= Number(rounds); round++) {
  const seed = randomInt(2 ** 31);
  console.log(`round ${round} of ${rounds}: OPENBPU_SEED=${seed}, ${specs.length} specs`);
  const { status } = spawnSync(bin('jest'), ['--silent', '--reporters=summary', ...specs], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, OPENBPU_SEED: String(seed) },
  });
  if (status !== 0) process.exit(1);
}
