import { parseArgs } from 'node:util';
import { script } from '@openbpu/testkit';
import { byProgram, inProcess } from './campaign';
import { openBench, tryCase } from './slice';

/**
 * Hostile files of every kind, by seed; ends with 1 where one crashes, takes more than 10 s of processor time or more
 * than 1 GB:
 *
 *   node tests/hostile/dist/run-campaign.js --count 100000 [--seed S]     in a process that is watched
 *   node tests/hostile/dist/run-campaign.js --programs 1000 [--seed S]    through hb_mapper, a process each
 *   node tests/hostile/dist/run-campaign.js --count 10000 --only recipe   of one kind
 *   node tests/hostile/dist/run-campaign.js --kind onnx --seed S          one case again
 */
async function main(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      count: { type: 'string', default: '0' },
      programs: { type: 'string', default: '0' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 30)) },
      kind: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const seed = Number(values.seed);
  if (values.kind !== undefined) {
    const bench = await openBench();
    const crash = await tryCase({ kind: values.kind, seed }, bench).finally(() => bench.close());
    process.stdout.write(`${crash ? crash.error : 'no crash'}\n`);
    return;
  }
  process.stdout.write(`seed ${seed}\n`);
  const progress = (done: number) => process.stdout.write(`  ${done}\n`);
  for (const [what, count, run] of [
    ['in process', Number(values.count), inProcess],
    ['by program', Number(values.programs), byProgram],
  ] as const) {
    if (count === 0) continue;
    const { crashes, hangs, fat } = await run(seed, count, progress, values.only);
    for (const { kind, seed, error } of crashes) process.stdout.write(`crash ${kind} ${seed}: ${error}\n`);
    for (const { kind, seed } of hangs) process.stdout.write(`hang ${kind} ${seed}\n`);
    for (const { kind, seed } of fat) process.stdout.write(`more than 1 GB ${kind} ${seed}\n`);
    const figures = `${crashes.length} crashes, ${hangs.length} hangs, ${fat.length} over 1 GB`;
    process.stdout.write(`${count} ${what}, seed ${seed}: ${figures}\n`);
    if (crashes.length + hangs.length + fat.length > 0) process.exitCode = 1;
  }
}

script(module, main);
