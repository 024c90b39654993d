import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type StatedRange, parseGraph, statedMetadata } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { resolvedInput } from '../packed.fixture';
import { type Job, seenIn, tinyFolder } from '../recipe-job.fixture';
import type { Effort } from '../effort';
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
  expect(judged.slice(0, 8)).toEqual(Array.from({ length: 8 }, (_, i) => `judge ${i + 1}/8`));
  expect(judged).toHaveLength(8 * (1 + calibration.candidates.length));
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

it.each([
  ['default', false],
  ['mix', true],
] as const)('tries four methods by %s, and mixes them: %s', (type, mixes) => {
  const { methods, mix } = searchRequest({ type, perChannel: false });
  expect(mix).toBe(mixes);
  const names = methods(() => 127).map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual(['max', 'max-percentile:percentile=0.99995', 'kl']);
  expect(names).toHaveLength(4);
});

describe('an effort', () => {
  const of = (effort: Effort | undefined, values: Readonly<Record<string, string>> = {}) =>
    seenIn(
      folder,
      values,
      async (job) => {
        const { calibration } = await RIVER.until('calibrate').run(job);
        return { ...calibration, told: job.sink.diagnostics.map(({ code }) => code) };
      },
      { threads: 1, ...(effort === undefined ? {} : { effort }) },
    );
  const names = ({ candidates }: { candidates: readonly { readonly method: string }[] }) =>
    candidates.map(({ method }) => method);

  it('of 0 refines nothing; none is one of 1', async () => {
    const [least, usual, one] = [await of(0), await of(undefined), await of(1)];
    expect(names(least).some((name) => /refined|corrected|rounded|equalised/.test(name))).toBe(false);
    expect(names(usual).slice(0, names(least).length)).toEqual(names(least));
    expect(names(usual)).toContain(`${least.method},refined`);
    expect(one).toEqual(usual);
    expect(searchRequest({ type: 'kl', perChannel: false }, 0).polish).toBe(true);
  });

  it('is idle, with a word, where nothing is searched', async () => {
    expect((await of(2, { calibration_type: 'max' })).told).toContain('PIP110');
    expect((await of(1)).told).not.toContain('PIP110');
  });
});

it('says which method every activation has where methods are mixed, and only there', async () => {
  const mixed = await calibrated({ calibration_type: 'mix' });
  expect(mixed.methods!.size).toBeGreaterThan(0);
  const found = mixed.calibration.candidates.map(({ method }) => method);
  expect(found.slice(0, 2)).toEqual(['max', 'max-percentile:percentile=0.99995']);
  const best = (of: readonly { readonly cosine: number | null }[]) => Math.max(...of.map(({ cosine }) => cosine ?? 0));
  expect(best(mixed.calibration.candidates)).toBeGreaterThanOrEqual(best(mixed.calibration.candidates.slice(0, 4)));
  expect(found.some((method) => method.includes('per_channel'))).toBe(false);
  expect(await calibrated({ calibration_type: 'max' })).not.toHaveProperty('methods');
});

describe('loads', () => {
  const RANGE = { low: -1.28, high: 1.27, type: 'int8' } as const;
  async function loaded(ranges: Readonly<Record<string, StatedRange>>, weights = '[1.27, 0.01, 0, 1.27]') {
    const text = `input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x1] = ${weights}
a: p = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
b: y = Add(p, p) bpu id(0) int8/int8\noutput y`;
    const graph = parseGraph(text, standardOps(), 'optimized').at(
      'optimized',
      statedMetadata(new Map(Object.entries(ranges))),
    );
    const input = resolvedInput('x', 'featuremap', [1, 2, 4, 4]);
    const known = { inputs: [input], original: graph.at('original'), optimized: graph, samples: [] };
    return seenIn(folder, { calibration_type: 'load' }, async (job) => {
      const found = await CALIBRATE.run(known, job, () => {});
      return { ...found, told: job.sink.diagnostics.map(({ code, message }) => `${code} ${message}`) };
    });
  }

  it('what the model says, without a sample', async () => {
    const { thresholds, calibration, drawn, told } = await loaded({ x: RANGE, p: RANGE, y: RANGE });
    expect([...thresholds.activations.values()]).toEqual([1.27, 1.27, 1.27].map((v) => expect.closeTo(v, 6) as number));
    expect(calibration).toEqual({ loaded: true, method: 'load', candidates: [], samples: 0 });
    expect([drawn, told]).toEqual([false, []]);
  });

  it('and tells of every tensor and of all weights that are not as it says', async () => {
    const uneven = { low: 0, high: 2.55, type: 'int8' } as const;
    const wide = { low: -2, high: 2 - 2 ** -14, type: 'int16' } as const;
    expect((await loaded({ x: RANGE, p: uneven, y: wide })).told).toEqual([
      'PIP078 "a": "p" is quantised in steps of 0.0200787 instead of 0.01: it has a zero point in the model, and not ' +
        'all that write and read it take one',
      'PIP078 "b": "y" is quantised in steps of 0.0157476 instead of 0.0000610352: it has 16 bits in the model, and ' +
        '8 on bayes-e',
    ]);
    expect((await loaded({ x: RANGE, p: RANGE, y: RANGE }, '[1.27, 0.01, 1, 0.7311]')).told).toEqual([
      'PIP079 "a": the weights of 1 of the 2 channels are rounded anew: they lie on no grid of 127 steps to either ' +
        'side of 0',
    ]);
    expect((await loaded({ x: RANGE, p: RANGE, y: RANGE }, '[-1.28, 0.01, -1.28, 0.64]')).told).toEqual([
      'PIP080 "a": -128 among the weights of 1 of the 2 channels becomes -127',
    ]);
    expect((await loaded({ x: uneven, p: RANGE, y: RANGE })).told[0]).toMatch(/^PIP078 "a": "x" is quantised/);
  });
});
