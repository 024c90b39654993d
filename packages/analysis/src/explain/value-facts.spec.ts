import { HzCalibration } from '@openbpu/ops';
import { analysed, samplesOf, sharedLanes } from '../net.fixture';
import { integerRange, valueFacts } from './value-facts';

const lanes = sharedLanes(2);
const attrs = (more: object) => HzCalibration.parseAttrs({ scales: [1], thresholds: [127], ...more });
const TWO = [
  [31.75, -31, 0, 0, 1, 1, 1, 1],
  [31.85, 0, -32.2, 0, 2, -3, 0, 0],
];
/** Nothing but calibration of the input, and what is twice of it. */
const facts = async (text: string, count = 2) => {
  let runs = 0;
  const given = { text, samples: samplesOf(TWO) };
  return { found: (await valueFacts(analysed(lanes, given), [0, 1], count, () => runs++)).values(), runs: () => runs };
};
const TEXT = `input x: float32[1x2x2x2] NCHW
x_cal: xc = HzCalibration(x) {scales: [0.25], thresholds: [31.75]}
sum: s = Add(xc, xc) bpu id(0) int8/int8
s_cal: y = HzCalibration(s) {scales: [0.5, 0.03125], thresholds: [63.5, 3.96875], axis: 1}
output y
`;

it('spans the integers of the type, less what stands for 0', () => {
  expect(integerRange(attrs({}))).toEqual([[-128], [127]]);
  expect(integerRange(attrs({ kind: 'weight' }))).toEqual([[-127], [127]]);
  expect(integerRange(attrs({ dtype: 'int16' }))).toEqual([[-32768], [32767]]);
  const zeros = { scales: [1, 1], thresholds: [1, 1], axis: 1, zeros: [-128, 3] };
  expect(integerRange(attrs(zeros))).toEqual([
    [0, -131],
    [255, 124],
  ]);
});

it('knows the largest of every channel, what is cut off, and the root mean square', async () => {
  const { found, runs } = await facts(TEXT);
  const squares = TWO.flat().reduce((sum, value) => sum + Math.fround(value) ** 2, 0);
  const [x, s] = found;
  expect([...x.channels]).toEqual([Math.fround(32.2), 3]);
  expect([x.largest, x.beyond]).toEqual([Math.fround(32.2), 1 / 16]);
  expect(x.rms).toBeCloseTo(Math.sqrt(squares / 16), 9);
  expect([...s.channels]).toEqual([Math.fround(64.4), 6]);
  expect([s.largest, s.beyond]).toEqual([Math.fround(64.4), 3 / 16]);
  expect(s.rms).toBeCloseTo(2 * Math.sqrt(squares / 16), 5);
  expect(runs()).toBe(2);
});

it('looks at the first samples alone, and takes half a step more for not cut off', async () => {
  const [x, s] = (await facts(TEXT, 1)).found;
  expect([x.largest, x.beyond, s.beyond]).toEqual([31.75, 0, 0]);
});

it('counts nothing twice that has no channels', async () => {
  const flat = 'input x: float32[4]\nx_cal: y = HzCalibration(x) {scales: [1], thresholds: [127]}\noutput y\n';
  const samples = samplesOf([[1, -3, 2, 0]], [4]);
  const found = await valueFacts(analysed(lanes, { text: flat, samples }), [0], 1, () => {});
  expect(found.get(0)).toEqual({ channels: Float32Array.of(3), largest: 3, beyond: 0, rms: Math.sqrt(14 / 4) });
});
