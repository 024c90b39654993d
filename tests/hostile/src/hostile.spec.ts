import { checkModels } from './check-models';
import { type Bench } from './kinds';
import { caseAt, openBench, tryCase } from './slice';

/** A share of the campaign: `run-campaign.ts` runs as many as wanted. */
const COUNT = 270;

let bench: Bench & { close(): Promise<void> };
beforeAll(async () => (bench = await openBench()));
afterAll(() => bench.close());

it('answers hostile files of every kind with a diagnostic or a result', async () => {
  const crashes = [];
  for (let index = 0; index < COUNT; index++) {
    const crash = await tryCase(caseAt(2026, index), bench);
    if (crash) crashes.push(crash);
  }
  expect(crashes).toEqual([]);
});

it('checks hostile models without a crash, a stack or an end without a code', async () => {
  const { wrong, codes } = await checkModels(2026, 60, bench);
  expect(wrong).toEqual([]);
  expect(codes[1]).toBeGreaterThan(10);
});
