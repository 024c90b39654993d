import { rm } from 'node:fs/promises';
import { type Job, seenIn, tinyFolder } from '../recipe-job.fixture';
import { RIVER } from '../river';

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
