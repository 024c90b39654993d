import { resolve } from 'node:path';
import { script } from '@openbpu/testkit';
import { HOSTILE, runHostile } from './run-hostile';
import { readCases } from './read-case';
import { runCase } from './run-case';

/**
 * Runs every case of a folder and says which give what their folder expects:
 *
 *   node tests/outside/dist/run.js FOLDER [name …]
 *
 * Ends with 1 when one does not.
 */
async function main([folder, ...names]: readonly string[]): Promise<void> {
  const root = resolve(folder ?? '../shared/cases');
  const wanted = (name: string) => names.length === 0 || names.some((part) => name.startsWith(part));
  let [passed, failed] = [0, 0];
  const tell = ({ name, problems, seen }: Awaited<ReturnType<typeof runCase>>) => {
    if (problems.length === 0) passed++;
    else failed++;
    process.stdout.write(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(42)} ${seen}\n`);
    for (const problem of problems) process.stdout.write(`         ${problem}\n`);
  };
  for (const one of readCases(root).filter(({ name }) => wanted(name))) tell(await runCase(one));
  if (wanted(HOSTILE)) for (const outcome of await runHostile(root)) tell(outcome);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

script(module, main);
