import { rm } from 'node:fs/promises';
import { JobEvents } from './events';
import { telling, writing } from './instruments';
import { seenIn, tinyFolder } from './recipe-job.fixture';
import { RIVER } from './river';

let folder: string;
beforeAll(async () => (folder = await tinyFolder()));
afterAll(() => rm(folder, { recursive: true }));

/** The events of a run, without those of models that are written. */
async function heard(values: Readonly<Record<string, string>>, until: 'sample' | 'calibrate') {
  const told: unknown[] = [];
  const files = {
    write: async (kind: string, file: string) => ({ kind, file, bytes: 0, sha256: '' }),
    writeData: async (file: string) => void told.push(file),
    withdraw: () => {},
  };
  await seenIn(folder, values, async (job) => {
    const events = new JobEvents();
    events.stream.subscribe((event) => {
      if (event.kind === 'stage') told.push(`${event.name} ${event.state}`);
      if (event.kind === 'progress') told.push(`${event.stage} ${event.done}/${event.total}`);
      if (event.kind === 'log') told.push(event.text);
    });
    await RIVER.until(until).run(job, [telling(events), writing(files, job.recipe.model, events)]);
  });
  return told;
}

const stages = (...names: readonly string[]) => names.flatMap((name) => [`${name} began`, `${name} ended`]);

it('writes calibration data where it is asked to, as a stage of its own', async () => {
  expect(await heard({}, 'sample')).toEqual(stages('import', 'dress', 'optimise', 'sample'));
  expect(await heard({ debug_mode: 'dump_calibration_data' }, 'sample')).toEqual([
    ...stages('import', 'dress', 'optimise', 'sample'),
    'dump began',
    'calibration_data/data/0.npy',
    'dump 1/1',
    'dump ended',
    'The calibration data, as the float model is fed with it, goes to calibration_data.',
  ]);
});

it('tells the method that calibration has taken', async () => {
  const told = await heard({ calibration_type: 'max' }, 'calibrate');
  expect(told.at(-1)).toBe('Select max method.');
  expect(told).toContain('calibrate 1/1');
});

it('tells how many thresholds come from each method where methods are mixed', async () => {
  const told = await heard({ calibration_type: 'mix' }, 'calibrate');
  expect(told.at(-2)).toMatch(/^Select \S+ method\.$/);
  expect(told.at(-1)).toMatch(/^Thresholds by method: \S+ \d+(, \S+ \d+)*\.$/);
});
