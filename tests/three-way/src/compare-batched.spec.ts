import { DiagnosticError } from '@openbpu/diagnostics';
import { sizeOfSeed } from './campaign';
import { compareBatched } from './compare-batched';
import { quantiseDrawn } from './quantise-drawn';

/** How many graphs are drawn; a long series: OPENBPU_RUNS=5000. */
const RUNS = Number(process.env.OPENBPU_RUNS ?? 200);

it(
  `gives of every item of a batch what it gives alone, in ${RUNS} random integer graphs`,
  async () => {
    const wrong: string[] = [];
    let compared = 0;
    for (let seed = 500_000; seed < 500_000 + RUNS; seed++) {
      const drawn = await quantiseDrawn(seed, sizeOfSeed(seed)).catch((error: unknown) => {
        if (error instanceof DiagnosticError) return undefined;
        throw error;
      });
      const found = drawn && (await compareBatched(drawn, 2 + (seed % 3), seed));
      if (found) compared++;
      wrong.push(...(found ?? []).map((text) => `${seed}: ${text}`));
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(RUNS / 8);
  },
  60_000 + RUNS * 50,
);
