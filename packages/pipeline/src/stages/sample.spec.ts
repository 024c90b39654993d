import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseGraph, statedMetadata } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { calibratedActivations } from '@openbpu/passes';
import { resolvedInput } from '../packed.fixture';
import { type Job, seenIn, tinyFolder } from '../recipe-job.fixture';
import { RIVER } from '../river';
import { SAMPLE } from './sample';

let folder: string;
beforeAll(async () => (folder = await tinyFolder()));
afterAll(() => rm(folder, { recursive: true }));

/** The kinds and the number of the samples, and the codes of what is told of them. */
const sampled = (values: Readonly<Record<string, string>>) =>
  seenIn(folder, values, async (job: Job) => {
    const { samples } = await RIVER.until('sample').run(job);
    const kinds = new Set(samples.flatMap(({ inputs }) => inputs.map(({ kind }) => kind)));
    return [[...kinds], samples.length, job.sink.diagnostics.map(({ code }) => code)];
  });

it('takes the files of the recipe, and warns of few that hold one value', async () => {
  expect(await sampled({ calibration_type: 'max' })).toEqual([['file'], 1, ['PIP053', 'PIP044']]);
});

it('takes noise where calibration is skipped, and tells of it', async () => {
  expect(await sampled({ calibration_type: 'skip' })).toEqual([['seeded'], 10, ['PIP045']]);
});

it('says so too where the model states its thresholds itself', async () => {
  const said = (left: number) =>
    seenIn(
      folder,
      {
        calibration_type: 'skip',
        input_type_rt: 'featuremap',
        input_type_train: 'featuremap',
        input_layout_rt: 'NCHW',
      },
      async (job: Job) => {
        const found = await RIVER.until('optimise').run(job);
        const stated = calibratedActivations(found.optimized).slice(left);
        const ranges = statedMetadata(new Map(stated.map((id) => [id, { low: -1, high: 1, type: 'int8' } as const])));
        await SAMPLE.run({ ...found, optimized: found.optimized.at('optimized', ranges) }, job, () => {});
        return job.sink.diagnostics.map(({ message }) => message).join();
      },
    );
  expect(await said(1)).toContain('come from noise');
  expect(await said(0)).toContain('the model states every threshold itself');
});

it('says which keys of the recipe what it tells is about', async () => {
  const about = (calibration_type: string) =>
    seenIn(folder, { calibration_type }, async (job: Job) => {
      await RIVER.until('sample').run(job);
      return job.sink.diagnostics.map(({ at }) => at?.name);
    });
  expect(await about('skip')).toEqual(['calibration_type']);
  expect(await about('max')).toEqual(['cal_data_dir', 'data']);
});

it('looks for values that are wrong in as many samples as are judged', async () => {
  for (let i = 1; i < 40; i++)
    await writeFile(join(folder, 'raw', `${String(i).padStart(2, '0')}.bin`), Buffer.alloc(3 * 64 * 4, i));
  await writeFile(join(folder, 'raw', '99.bin'), 'not read before it is needed');
  const asked = { calibration_type: 'max', cal_data_dir: 'raw', cal_data_type: 'float32' };
  expect(await sampled(asked)).toEqual([['file'], 41, ['PIP043']]);
});

it('refuses a model that the march cannot run before it looks for samples', async () => {
  const optimized = parseGraph('input x: float32[1x4]\nr: y = Relu(x) cpu "no"\noutput y', standardOps(), 'optimized');
  const run = (job: Job) => SAMPLE.run({ inputs: [], original: optimized.at('original'), optimized }, job, () => {});
  await expect(seenIn(folder, { cal_data_dir: 'absent' }, run)).rejects.toThrow(/PAS007/);
});

it('reads no samples where the model is loaded, and says nothing of noise', async () => {
  const text =
    'input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x1] = seed 1\n' +
    'c: y = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int32\noutput y';
  const optimized = parseGraph(text, standardOps(), 'optimized');
  const inputs = [resolvedInput('x', 'featuremap', [1, 2, 4, 4])];
  const told = await seenIn(folder, { calibration_type: 'load', cal_data_dir: 'absent' }, async (job) => {
    const { samples } = await SAMPLE.run({ inputs, original: optimized.at('original'), optimized }, job, () => {});
    return [samples.length, samples[0].inputs[0].kind, job.sink.diagnostics];
  });
  expect(told).toEqual([10, 'seeded', []]);
});
