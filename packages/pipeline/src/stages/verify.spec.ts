import { rm } from 'node:fs/promises';
import { seenIn, tinyFolder } from '../recipe-job.fixture';
import { RIVER } from '../river';

let folder: string;
beforeAll(async () => (folder = await tinyFolder()));
afterAll(() => rm(folder, { recursive: true }));

it('compares the models on the first two samples, and tells of each', async () => {
  const told: string[] = [];
  const progress = (what: string, done: number, total: number) => void told.push(`${what} ${done}/${total}`);
  const found = await seenIn(folder, { calibration_type: 'skip' }, (job) => RIVER.run(job, [{ progress }]));
  expect(found.samples).toHaveLength(10);
  expect(found.verification).toMatchObject({ status: 'passed', mismatches: 0, inputs: 2 });
  expect(told.filter((text) => text.startsWith('verify'))).toEqual(['verify 1/2', 'verify 2/2']);
});
