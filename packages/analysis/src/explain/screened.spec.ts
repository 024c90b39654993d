import { analysed, calibratedModel, samplesOf, sharedLanes } from '../net.fixture';
import { screened, screeningRuns } from './screened';

const lanes = sharedLanes(2);
/** Two channels are weighed by 1.25 and 0.5: in steps of 1, by 1 and 0; an output and a branch that leads nowhere. */
const TEXT = `input x: float32[1x2x1x2] NCHW
const v: float32[2x2x1x1] = [1.25, 0, 0, 0.5]
x_cal: xc = HzCalibration(x) {scales: [0.5], thresholds: [63.5]}
v_cal: vc = HzCalibration(v) {scales: [1, 1], thresholds: [127, 127], axis: 0, kind: "weight"}
conv: c = Conv(xc, vc) {kernel: [1, 1]} bpu id(0) int8/int8
c_cal: y = HzCalibration(c) {scales: [0.015625], thresholds: [1.984375]}
abs: a = Abs(xc) bpu id(0) int8/int8
a_cal: z = HzCalibration(a) {scales: [8], thresholds: [1016]}
output y
output z
`;
const SAMPLES = [
  [1, 1, 1, -1],
  [0.75, 1, 0, 1],
];
const given = analysed(lanes, { text: TEXT, samples: samplesOf(SAMPLES, [1, 2, 1, 2]) });
/** Σ c² of the float model: by channel 1.25 x and 0.5 x. */
const ENERGY = 1.25 ** 2 * (1 + 1 + 0.75 ** 2 + 1) + 0.5 ** 2 * 3;

it('measures every group alone, the worst first, and leaves out what has no effect', async () => {
  const all = await screened(given, { outputs: ['y'], count: 2 }, () => {});
  expect(all.map(({ kind, members }) => [kind, members])).toEqual([
    ['weight', [1]],
    ['activation', [0]],
  ]);
  // By weights: 0.25 x of the first channel and 0.5 x of the second are lost; 0.75 is 1 in halves, to even.
  expect(all[0].error).toBeCloseTo((0.25 ** 2 * (3 + 0.75 ** 2) + 0.5 ** 2 * 3) / ENERGY, 6);
  expect(all[1].error).toBeCloseTo((1.25 * 0.25) ** 2 / ENERGY, 6);
});

it('knows what weights do behind their node', async () => {
  const [{ local }] = await screened(given, { outputs: ['y'], count: 2 }, () => {});
  const means = [(-0.25 * (1 + 1 + 0.75 + 1)) / 4, (-0.5 * (1 - 1 + 0 + 1)) / 4];
  const squared = 0.25 ** 2 * (3 + 0.75 ** 2) + 0.5 ** 2 * 3;
  expect(local).toMatchObject({ node: 'conv', value: 'c' });
  Array.from(local!.shift).forEach((shift, c) => expect(shift).toBeCloseTo(means[c], 6));
  expect(local!.meanPart).toBeCloseTo((4 * (means[0] ** 2 + means[1] ** 2)) / squared, 6);
  expect(local!.noise).toBeCloseTo(squared / ENERGY, 6);
});

it('looks at what leads to the asked output alone, on the first samples', async () => {
  const [x, ...others] = await screened(given, { outputs: ['z'], count: 2 }, () => {});
  expect([x.members, x.local, others.map(({ members }) => members)]).toEqual([[3], undefined, [[0]]]);
  expect(x.error).toBeCloseTo(1, 9);
  expect((await screened(given, { outputs: ['z'], count: 1 }, () => {})).map(({ members }) => members)).toEqual([[3]]);
});

it('says how often it runs the model', async () => {
  let runs = 0;
  await screened(given, { outputs: ['y', 'z'], count: 2 }, () => runs++);
  expect([screeningRuns(calibratedModel(TEXT)), runs]).toEqual([5, 10]);
});
