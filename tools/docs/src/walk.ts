import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { script } from '@openbpu/testkit';
import { replaceRegion } from './region';
import { transcript } from './transcript';
import { type WalkStep, WALK, commandLine } from './walk-through';
import { ROOT } from './workspace';

/** Runs a step in the folder of the project. Throws with what it printed when it fails. */
function run(step: WalkStep): string {
  const [program, ...args] = step.command.filter((word) => word !== '\n');
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${commandLine(step)}\n${stdout}${stderr}`);
  return `${step.intro}\n\n\`\`\`\n${commandLine(step)}\n${transcript(stdout, step.shows)}\n\`\`\``;
}

/**
 * Walks through the README for real and writes what was seen into it:
 *
 *   node tools/docs/dist/walk.js
 */
function main(): void {
  const readme = join(ROOT, 'README.md');
  writeFileSync(readme, replaceRegion(readFileSync(readme, 'utf8'), 'walk-through', WALK.map(run).join('\n\n')));
}

script(module, main);
