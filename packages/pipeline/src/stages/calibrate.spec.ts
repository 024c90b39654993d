import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { resolvedInput } from '../packed.fixture';
import { type Job, seenIn, tinyFolder } from '../recipe-job.fixture';
import { RIVER } from '../river';
import { CALIBRATE, searchRequest } from './calibrate';
import { noiseSamples } from './samples';

let folder: string;
beforeAll(async () => (folder = await tinyFolder()));
afterAll(() => rm(folder, { recursive: true }));

const calibrated = (values: Readonly<Record<string, string>>) =>
  seenIn(folder, values, (job: Job) => RIVER.until('calibrate').run(job));

it('takes the bytes of a picture for its range, and listens to a feature map', async () => {
  const threshold = async (values: Readonly<Record<string, string>>) =>
    (await calibrated({ calibration_type: 'skip', ...values })).thresholds.activations.get('data');
  const noise = await threshold({ input_type_rt: 'featuremap', input_type_train: 'featuremap' });
  expect(noise).toBeGreaterThan(0.9);
  expect(noise).toBeLessThanOrEqual(1);
  expect(await threshold({})).toBe(127);
});

it('says how many samples it listened to, and whether they were noise', async () => {
  const skipped = await calibrated({ calibration_type: 'skip' });
  expect(skipped.calibration).toMatchObject({ noise: true, method: 'max', samples: 10 });
  const { calibration } = await calibrated({ calibration_type: 'max' });
  expect(calibration).toMatchObject({ method: 'max', samples: 1 });
  expect(calibration).not.toHaveProperty('noise');
});

it('judges on as many samples as are judged, however many there are', async () => {
  for (let i = 0; i < 10; i++)
    await writeFile(
      join(folder, 'raw', `${i}.bin`),
      Buffer.from(Float32Array.from({ length: 192 }, (_, k) => k + i).buffer),
    );
  const told: string[] = [];
  const progress = (what: string, done: number, total: number) => void told.push(`${what} ${done}/${total}`);
  const values = { cal_data_dir: 'raw', cal_data_type: 'float32' };
  const { calibration } = await seenIn(folder, values, (job) => RIVER.until('calibrate').run(job, [{ progress }]));
  expect(calibration.samples).toBe(10);
  const judged = told.filter((text) => text.startsWith('judge'));
  expect(judged.slice(0, 16)).toEqual(Array.from({ length: 16 }, (_, i) => `judge ${i + 1}/16`));
  expect(judged).toHaveLength(16 * calibration.candidates.length);
});

it('warns of an activation that is beyond all numbers', async () => {
  const text =
    'input x: float32[1x4]\nconst k: float32[1] = [1e30]\na: p = Mul(x, k) bpu id(0) int8/int8\n' +
    'b: q = Mul(p, k) bpu id(0) int8/int8\nc: y = Relu(q) bpu id(0) int8/int8\noutput y';
  const input = resolvedInput('x', 'featuremap', [1, 4]);
  const known = {
    inputs: [input],
    original: parseGraph(text, standardOps(), 'original'),
    optimized: parseGraph(text, standardOps(), 'optimized'),
    samples: noiseSamples([input]),
  };
  const told = await seenIn(folder, { calibration_type: 'max' }, async (job) => {
    await CALIBRATE.run(known, job, () => {});
    return job.sink.diagnostics.map(({ code, at }) => `${code} ${at?.name}`);
  });
  expect(told).toEqual(['PIP041 q']);
});

it.each([
  ['max', ['max-percentile:percentile=0.5']],
  ['kl', ['kl']],
  ['skip', ['max']],
] as const)('tries by %s: %j', (type, names) => {
  const { methods, perChannel } = searchRequest({ type, maxPercentile: 0.5, perChannel: true });
  expect(methods(() => 127).map(({ name }) => name)).toEqual(names);
  expect(perChannel).toBe(true);
});

it('tries four methods where nothing is asked', () => {
  const { methods } = searchRequest({ type: 'default', perChannel: false });
  const names = methods(() => 127).map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual(['max', 'max-percentile:percentile=0.99995', 'kl']);
  expect(names).toHaveLength(4);
});
