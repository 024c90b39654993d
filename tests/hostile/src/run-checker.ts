import { parseArgs } from 'node:util';
import { script } from '@openbpu/testkit';
import { checkModels } from './check-models';
import { openBench } from './slice';

/**
 * Hostile model files, ONNX and Caffe in turn, through `hb_mapper checker`, some of them priced and repaired; ends with
 * 1 where one crashes, shows a stack, has no code, or takes more than 10 s:
 *
 *   node tests/hostile/dist/run-checker.js --count 5000 [--seed S]
 */
async function main(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      count: { type: 'string', default: '100' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 30)) },
    },
  });
  const bench = await openBench();
  try {
    const { wrong, codes, longest } = await checkModels(Number(values.seed), Number(values.count), bench);
    for (const { kind, seed, why } of wrong) process.stdout.write(`${kind} ${seed}: ${why}\n`);
    const ends = Object.entries(codes).map(([code, count]) => `${count} with ${code}`);
    process.stdout.write(
      `${values.count} models, seed ${values.seed}: ${wrong.length} wrong; ended ${ends.join(', ')}; ` +
        `the longest took ${(longest / 1000).toFixed(1)} s\n`,
    );
    if (wrong.length > 0) process.exitCode = 1;
  } finally {
    await bench.close();
  }
}

script(module, main);
