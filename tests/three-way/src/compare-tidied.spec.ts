import { Lane } from '@openbpu/runtime';
import { sizeOfSeed } from './campaign';
import { compareTidied } from './compare-tidied';

/** How many graphs are drawn; a long series: OPENBPU_RUNS=5000. */
const RUNS = Number(process.env.OPENBPU_RUNS ?? 400);

it.each([[''], [' where values inside are outputs']])(
  `tidies ${RUNS} random graphs to graphs that compute the same%s`,
  async (inner) => {
    const wrong: string[] = [];
    let compared = 0;
    const lane = new Lane();
    try {
      for (let seed = 0; seed < RUNS; seed++) {
        const found = await compareTidied(seed, sizeOfSeed(seed), lane, inner !== '');
        if (found) compared++;
        wrong.push(...(found ?? []).map((text) => `${seed}: ${text}`));
      }
    } finally {
      await lane.close();
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(inner ? RUNS / 4 : RUNS / 2);
  },
  60_000 + RUNS * 50,
);
