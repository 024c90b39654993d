import { seededRandom } from '@openbpu/ir';
import { pictures } from '../doctor/doctor.fixture';
import { analysed, samplesOf, sharedLanes } from '../net.fixture';
import { feedingCauses } from './feeding-causes';
import type { StatedInput } from './picture-input';

const lanes = sharedLanes(2);
const stated = (typeRt: StatedInput['typeRt'], typeTrain: StatedInput['typeTrain'] = 'rgb'): StatedInput => {
  return { name: 'x', typeRt, typeTrain, layout: 'NCHW', spaceAndRange: 'regular' };
};
const ask = async (text: string, input: StatedInput, elements: readonly (readonly number[])[], size: number) => {
  const given = analysed(lanes, { text, samples: samplesOf(elements, [1, 3, size, size]) });
  let runs = 0;
  const scale = { outputs: [text.includes('output y') ? 'y' : 'p'], count: elements.length };
  const found = await feedingCauses(given, { inputs: [input], scale, onRun: () => runs++ });
  return { ...found, given, runs };
};

/** Bytes of YUV444 as they are, without mean and scale; even ones lose nothing by rounding. */
const YUV = `input x: float32[1x3x2x2] NCHW
const w: float32[3x3x1x1] = [1, 0, 0, 0, 1, 0, 0, 0, 1]
const b: float32[3] = [128, 128, 128]
x_cal: xc = HzCalibration(x) {scales: [1], thresholds: [127]}
pre: p = HzPreprocess(xc, w, b) bpu id(0) int8/int8
p_cal: y = HzCalibration(p) {scales: [2], thresholds: [254]}
output y
`;
/** Y, then U of mean 2 and V of mean -4. */
const SAMPLE = [10, -20, 30, 40, 6, 0, 2, 0, -4, -4, -8, 0];

it('measures what nv12 loses: means of chroma over four pixels', async () => {
  const { causes, error, model, given } = await ask(YUV, stated('nv12', 'yuv444'), [SAMPLE], 2);
  const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0);
  const lost = squares([4, -2, 0, -2, 0, 0, -4, 4]);
  expect(error! / (lost / squares(SAMPLE.map((value) => value + 128)))).toBeCloseTo(1, 6);
  expect(model).toBe(given.model);
  expect(causes).toMatchObject([{ kind: 'input-conversion', node: 'x', tensor: 'x', unmeasured: [] }]);
  expect(causes[0].share).toBeCloseTo(error!, 9);
  const [{ cure, before, after }] = causes[0].gains;
  expect([cure.key, cure.value, before, after]).toEqual(['input_type_rt', 'yuv444', error, 0]);
  const part = Number(((100 * lost) / squares(SAMPLE.slice(4))).toPrecision(3));
  expect(causes[0].evidence[0]).toContain(`: ${part} % of the energy of U and V is lost`);
});

it('loses nothing of pictures that are given whole, and of what is no picture', async () => {
  for (const input of [stated('yuv444', 'yuv444'), stated('featuremap', 'featuremap')]) {
    const { causes, error, model, given } = await ask(YUV, input, [SAMPLE], 2);
    expect([causes, error, model === given.model]).toEqual([[], undefined, true]);
  }
});

/** Trained on pictures of -1..1: the statistics of its BatchNormalization are in the weights, and biases say so. */
const random = seededRandom(1);
const COLOURS = `input x: float32[1x3x16x16] NCHW
const w: float32[3x3x1x1] = [S, 0, 0, 0, S, 0, 0, 0, S]
const b: float32[3] = [T, T, T]
const k: float32[4x3x1x1] = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0.5, 0, -0.5]
const g: float32[4] = [1, 1, 1, 1]
const h: float32[4] = [0, 0, 0, 0]
const m: float32[4] = [0, -0.1, -0.2, 0.1]
const v: float32[4] = [0.17, 0.16, 0.16, 0.01]
const u: float32[2x4x1x1] = [${Array.from({ length: 8 }, () => (random() - 0.5).toFixed(3)).join(', ')}]
x_cal: xc = HzCalibration(x) {scales: [1], thresholds: [127]}
pre: i = HzPreprocess(xc, w, b) bpu id(0) int8/int8
i_cal: ic = HzCalibration(i) {scales: [0.0078125], thresholds: [0.9921875]}
c: c = Conv(ic, k) {kernel: [1, 1]} cpu "it is asked for"
n: n = BatchNormalization(c, g, h, m, v) cpu "it is asked for"
r: r = Relu(n) cpu "it is asked for"
d: p = Conv(r, u) {kernel: [1, 1]} cpu "it is asked for"
output p
`
  .replaceAll('S', String(1 / 127.5))
  .replaceAll('T', String(0.5 / 127.5));

it('undoes swapped colours in what is built in, and measures them against the net as it is fed then', async () => {
  const samples = pictures(8).map(({ data }) =>
    Array.from(data, (_, i) => data[(2 - Math.floor(i / 256)) * 256 + (i % 256)] - 128),
  );
  const { causes, error, model, given, runs } = await ask(COLOURS, stated('rgb'), samples, 16);
  expect(causes).toMatchObject([{ kind: 'preprocessing', node: 'x', tensor: 'x' }]);
  const [{ share, gains, evidence, unmeasured }] = causes;
  expect(evidence[0]).toMatch(/^red and blue have changed places \(evidence .*, 3 is an alarm\)$/);
  expect(gains[0].cure.key).toBe('input_type_train');
  expect([gains[0].before, share]).toEqual([error, error! - gains[0].after]);
  expect(gains[0].after).toBeLessThan(0.01 * error!);
  expect(unmeasured).toHaveLength(1);
  expect(model).not.toBe(given.model);
  expect(runs).toBeGreaterThan(4 * samples.length);
});

it('finds nothing in front of a net that is fed as it was trained', async () => {
  const samples = pictures(8).map(({ data }) => Array.from(data, (value) => value - 128));
  const { causes, error } = await ask(COLOURS, stated('rgb'), samples, 16);
  expect([causes, error]).toEqual([[], undefined]);
});
