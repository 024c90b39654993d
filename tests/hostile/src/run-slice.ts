import { caseAt, openBench, tryCase } from './slice';

/**
 * The inside of a campaign: cases from `first + begin` to before `first + end`, of one kind or of all, each told to
 * the parent before it begins.
 */
async function main(first: number, begin: number, end: number, only?: string): Promise<void> {
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

const [first, begin, end, only] = process.argv.slice(2);
void main(Number(first), Number(begin), Number(end), only);
