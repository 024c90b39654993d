import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf } from '@openbpu/tensor';
import { type Job, seenIn, tinyFolder } from '../recipe-job.fixture';
import { RIVER } from '../river';

let folder: string;
beforeAll(async () => (folder = await tinyFolder()));
afterAll(() => rm(folder, { recursive: true }));

const pixels = (seed: number) =>
  Float32Array.from({ length: 192 }, (_, i) => Math.round(128 + 120 * Math.sin((i % 64) / 9 + seed)));
const write = async (change: (value: number) => number) => {
  for (let i = 0; i < 3; i++) await writeFile(join(folder, 'raw', `${i}.bin`), bytesOf(pixels(i).map(change)));
};
const NORMALISED = { norm_type: 'data_mean_and_scale', mean_value: '127.5', scale_value: '0.0078125' };

const examined = (values: Readonly<Record<string, string>>) =>
  seenIn(
    folder,
    { calibration_type: 'max', cal_data_dir: 'raw', cal_data_type: 'float32', ...NORMALISED, ...values },
    async (job: Job) => {
      const { examined: found } = await RIVER.until('examine').run(job);
      const codes = job.sink.diagnostics.map(({ code }) => code).filter((code) => /^PIP18/.test(code));
      return { found, codes };
    },
  );

it('has nothing to tell of pixels and the mean and scale of a publisher, and runs nothing', async () => {
  await write((value) => value);
  const { found, codes } = await examined({});
  expect(codes).toEqual([]);
  expect(found).toMatchObject([{ input: 'data', diagnosis: { findings: [], runs: 0 }, flaws: { count: 3 } }]);
});

it('warns of a mistake with the files', async () => {
  await write((value) => value / 255);
  const { found, codes } = await examined({});
  expect(codes).toEqual(['PIP180']);
  expect(found[0].diagnosis.findings[0].mistake).toBe('mul255-missing');
});

it('warns of a mistake of the recipe', async () => {
  await write((value) => value);
  const { found } = await examined({ norm_type: 'data_mean_and_scale', mean_value: '0.5', scale_value: '2' });
  expect(found[0].diagnosis.findings[0].mistake).toBe('div255-missing');
});

it('looks at no noise', async () => {
  expect(await examined({ calibration_type: 'skip' })).toEqual({ found: [], codes: [] });
});
