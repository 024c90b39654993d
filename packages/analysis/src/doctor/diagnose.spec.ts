import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool } from '@openbpu/runtime';
import { float32 } from '@openbpu/tensor';
import { ALARM, diagnose } from './diagnose';
import { pictureInput, pictures } from './doctor.fixture';
import type { GivenInput, GivenSample } from './feeding';

const lanes = new LanePool(2);
afterAll(() => lanes.close());

const RECIPE = { mean: [127.5], scale: [1 / 127.5] };
const graphOf = (text: string) => parseGraph(text, standardOps(), 'imported');

/** Trained on −1..1: its BatchNormalization says so, and so do the biases behind. */
const NET = graphOf(`input x: float32[1x3x16x16] NCHW
const w: float32[4x3x1x1] = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0.5, 0, -0.5]
const g: float32[4] = [1, 1, 1, 1]
const b: float32[4] = [0, 0, 0, 0]
const m: float32[4] = [0, -0.1, -0.2, 0.1]
const v: float32[4] = [0.17, 0.16, 0.16, 0.01]
c: c = Conv(x, w) {kernel: [1, 1]}
n: n = BatchNormalization(c, g, b, m, v)
r: r = Relu(n)
const u: float32[2x4x1x1] = seed 1
d: d = Conv(r, u) {kernel: [1, 1]}
output d`);

const asked = (
  more: Partial<GivenInput>,
  samples: readonly GivenSample[] = pictures(8),
  others: Partial<Parameters<typeof diagnose>[0]> = {},
) => diagnose({ graph: NET, patient: { input: pictureInput(more), samples }, lanes, ...others });
const changed = (change: (value: number) => number) =>
  pictures(8).map(({ file, data }) => ({ file, data: data.map(change) }));

it('has nothing to tell of what is right', async () => {
  const { findings, margin, range, asGiven, runs } = await asked(RECIPE);
  expect(findings.map(({ mistake }) => mistake)).toEqual(['channels-swapped']);
  expect(findings[0].evidence).toBeLessThan(0);
  expect(margin).toBe(findings[0].evidence);
  expect(range.kind).toBe('bytes');
  expect([asGiven!.sites, runs]).toEqual([2, 16]);
});

it.each([
  ['mean-missing', { scale: RECIPE.scale }, 'mean_value', '127.5'],
  ['scale-missing', { mean: RECIPE.mean }, 'scale_value', '0.007843137'],
  ['div255-missing', { mean: [0.5], scale: [2] }, 'mean_value', '127.5'],
  ['std-as-scale', { mean: [127.5], scale: [127.5] }, 'scale_value', '0.007843137'],
  ['div255-twice', { mean: [127.5], scale: [1 / 127.5 / 255] }, 'scale_value', '0.007843137'],
] as const)('finds %s first, ahead of the others, and the line to change', async (mistake, recipe, key, value) => {
  const { findings, margin } = await asked(recipe);
  expect(findings[0]).toMatchObject({ mistake, cure: { key, value } });
  expect(findings[0].evidence).toBeGreaterThan(ALARM);
  expect(findings[0].gain).toBeGreaterThan(0);
  expect(margin).toBeCloseTo(findings[0].evidence - Math.max(0, findings[1].evidence), 10);
  expect(findings.map(({ evidence }) => evidence)).toEqual(
    findings.map(({ evidence }) => evidence).sort((a, b) => b - a),
  );
});

it.each([
  ['mul255-missing', changed((value) => value / 255)],
  ['mean-twice', changed((value) => value - 127.5)],
  ['mean-and-scale-twice', changed((value) => (value - 127.5) / 127.5)],
  ['scale-twice', changed((value) => value / 127.5)],
  ['layout-mixed-up', pictures(8, 'NHWC')],
] as const)('finds %s in the samples', async (mistake, samples) => {
  const { findings } = await asked(RECIPE, samples);
  expect(findings[0].mistake).toBe(mistake);
  expect(findings[0].evidence).toBeGreaterThan(ALARM);
});

it('finds swapped colours where colours and net agree', async () => {
  const swapped = pictures(8).map(({ file, data }) => ({
    file,
    data: data.map((_, i) => data[(2 - Math.floor(i / 256)) * 256 + (i % 256)]),
  }));
  const { findings } = await asked(RECIPE, swapped);
  expect(findings[0].mistake).toBe('channels-swapped');
  expect(findings[0].gain).toBeGreaterThan(1);
  expect(findings[0].evidence).toBeCloseTo(2.9 + findings[0].gain, 6);
});

it('tells every mistake once, with the stronger evidence', async () => {
  const { findings } = await asked(
    { scale: [1 / 255] },
    changed((value) => value / 255),
  );
  const names = findings.map(({ mistake }) => mistake);
  expect(new Set(names).size).toBe(names.length);
  expect(names.slice(0, 2).sort()).toEqual(['div255-twice', 'mul255-missing']);
});

it('takes files of another element type for what they are, and runs nothing', async () => {
  const bytes = pictures(2).map(({ file, data }) => ({ file, bytes: Uint8Array.from(data) }));
  const patient = { input: pictureInput(RECIPE), samples: [], files: { stated: 'float32', bytes } } as const;
  expect(await diagnose({ graph: NET, patient, lanes })).toMatchObject({
    findings: [{ mistake: 'uint8-read-as-float32', evidence: 8, gain: 0 }],
    margin: 8,
    runs: 0,
  });
});

it.each([
  ['no sample', []],
  ['one value', [{ file: 'f', data: new Float32Array(768).fill(3) }]],
  ['any numbers', [{ file: 'f', data: Float32Array.from({ length: 768 }, (_, i) => (i - 400) * 1e4) }]],
  ['no numbers', [{ file: 'f', data: new Float32Array(768).fill(NaN) }]],
] as const)('suspects nothing of %s', async (_, samples) => {
  expect(await asked(RECIPE, samples)).toMatchObject({ findings: [], margin: 0, runs: 0 });
});

it('looks at one sample as well', async () => {
  const { findings, runs } = await asked({ mean: RECIPE.mean }, pictures(1));
  expect([findings[0].mistake, runs]).toEqual(['scale-missing', 3]);
});

it('runs as many samples as it is told, all of them for colours, and counts', async () => {
  const told: number[][] = [];
  const { runs } = await asked(RECIPE, pictures(8), { runs: 2, progress: (...count) => told.push(count) });
  expect(runs).toBe(16);
  expect(told).toEqual(Array.from({ length: 16 }, (_, i) => [i + 1, i < 4 ? 4 : 16]));
});

it('asks no more of colours where something else is wrong', async () => {
  const { findings, runs } = await asked({ mean: RECIPE.mean }, pictures(8), { runs: 2 });
  expect([findings[0].mistake, findings.length, runs]).toEqual(['scale-missing', 2, 6]);
});

it('asks colours of no more than 64 samples', async () => {
  expect((await asked(RECIPE, pictures(70), { runs: 2 })).runs).toBe(128);
});

it('goes by samples and recipe where a net tells nothing', async () => {
  const silent = graphOf('input x: float32[1x3x16x16] NCHW\nr: y = Relu(x)\noutput y');
  const { findings, runs, ...rest } = await asked({ mean: RECIPE.mean }, pictures(4), { graph: silent });
  expect(findings[0]).toMatchObject({ mistake: 'scale-missing', evidence: 4, gain: 0 });
  expect(runs).toBe(0);
  expect(rest).not.toHaveProperty('asGiven');
});

it('feeds other inputs as it is told', async () => {
  const two = graphOf(`input x: float32[1x3x16x16] NCHW
input k: float32[1x3x16x16] NCHW
s: s = Mul(x, k)
const w: float32[4x3x1x1] = seed 1
c: c = Conv(s, w) {kernel: [1, 1]}
r: y = Relu(c)
output y`);
  const spread = async (value: number) => {
    const feed = new Map([['k', float32([1, 3, 16, 16], new Float32Array(768).fill(value))]]);
    const { asGiven } = await asked(RECIPE, pictures(2), { graph: two, others: [feed, feed] });
    return asGiven!.spread;
  };
  expect((await spread(Math.E)) - (await spread(1))).toBeCloseTo(1, 4);
});

describe('briefly', () => {
  const brief = (more: Partial<GivenInput>, samples = pictures(4), graph = NET) =>
    asked(more, samples, { graph, brief: true, runs: 1 });

  it('runs nothing where nothing speaks for a mistake', async () => {
    expect(await brief(RECIPE)).toMatchObject({ findings: [], runs: 0 });
  });

  it('finds what samples and recipe give away', async () => {
    const { findings, runs } = await brief({ mean: RECIPE.mean });
    expect([findings.map(({ mistake }) => mistake), runs]).toEqual([['scale-missing'], 2]);
  });

  it('tries a division by 255 only where the first layer makes very large values', async () => {
    const { findings } = await brief({});
    expect(findings[0].mistake).toBe('div255-missing');
    const small = graphOf(`input x: float32[1x3x16x16] NCHW
const w: float32[1x3x1x1] = [0.004, 0.004, 0.004]
c: c = Conv(x, w) {kernel: [1, 1]}
r: y = Relu(c)
output y`);
    expect(await brief({}, pictures(4), small)).toMatchObject({ findings: [], runs: 0 });
  });
});

it('asks labels where they are known', async () => {
  const classes = graphOf(`input x: float32[1x3x16x16] NCHW
g: g = GlobalAveragePool(x)
f: f = Reshape(g) {shape: [1, 3]}
const w: float32[12x3x1x1] = seed 2
c: c = Conv(x, w) {kernel: [1, 1]}
s: s = Softmax(f) {axis: 1}
output s
output c`);
  const gain = async (label: number) => {
    const { findings } = await asked(RECIPE, pictures(4), { graph: classes, labels: [label, label, label, label] });
    return findings[0].gain;
  };
  expect(await gain(2)).toBeGreaterThan(0);
  expect(await gain(0)).toBeLessThan(0);
});
