import { script } from '@openbpu/testkit';
import { caseAt, openBench, tryCase } from './slice';

/**
 * The inside of a campaign: cases from `first + begin` to before `first + end`, of one kind or of all, each told to
 * the parent before it begins:
 *
 *   node tests/hostile/dist/run-slice.js first begin end [kind]
 */
async function main([from, to, before, only]: readonly string[]): Promise<void> {
  const [first, begin, end] = [from, to, before].map(Number);
  const bench = await openBench();
  try {
    for (let index = begin; index < end; index++) {
      const one = caseAt(first, index, only);
      process.send?.({ index });
      const crash = await tryCase(one, bench);
      if (crash) process.send?.({ crash });
    }
  } finally {
    await bench.close();
  }
  process.disconnect?.();
}

script(module, main);
