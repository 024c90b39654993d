import { calibratedModel } from '../net.fixture';
import { type WideOps, activationParts } from './activation-parts';
import { scaleGroups } from './scale-groups';
import type { ValueFacts } from './value-facts';

/** A Concat of two tensors at one scale, which a convolution reads. */
const JOINED = `input x: float32[1x1x2x2] NCHW
const v: float32[2x2x1x1] = [1, 0, 0, 1]
a: a0 = Abs(x) bpu id(0) int8/int8
a_cal: ac = HzCalibration(a0) {scales: [0.5], thresholds: [63.5]}
b: b0 = Neg(x) bpu id(0) int8/int8
b_cal: bc = HzCalibration(b0) {scales: [0.5], thresholds: [63.5]}
both: c = Concat(ac, bc) {axis: 1} bpu id(0) int8/int8
c_cal: cc = HzCalibration(c) {scales: [0.5], thresholds: [63.5]}
v_cal: vc = HzCalibration(v) {scales: [0.1, 0.1], thresholds: [12.7, 12.7], axis: 0, kind: "weight"}
conv: d = Conv(cc, vc) {kernel: [1, 1]} bpu id(0) int8/int8
d_cal: y = HzCalibration(d) {scales: [0.25], thresholds: [31.75]}
output y
`;
const facts = (channels: readonly number[], more: Partial<ValueFacts> = {}): ValueFacts => {
  return { channels: Float32Array.from(channels), largest: Math.max(...channels), beyond: 0, rms: 10, ...more };
};
/** The parts of the group that a calibration of the fixture's net, or of another, is in. */
function partsOf(number: number, known: Record<number, ValueFacts>, { text, wideOps }: Asked = {}) {
  const model = text === undefined ? calibratedModel() : calibratedModel(text);
  const group = scaleGroups(model).find(({ members }) => members.includes(number))!;
  const all = new Map(Object.entries(known).map(([key, value]) => [Number(key), value]));
  return activationParts(model, group, all, wideOps);
}
interface Asked {
  readonly text?: string;
  readonly wideOps?: WideOps;
}
const keys = (parts: ReturnType<typeof activationParts>) => parts.at(-1)!.cures.map(({ cure: { key } }) => key);
const wideOf = (parts: ReturnType<typeof activationParts>) => parts.at(-1)!.cures.at(-1)!;
/** 63.5 fits it: no threshold is wrong. */
const FITS = facts([60, 20]);

it('names what is cut off, with the same steps unclamped, then the steps', () => {
  const parts = partsOf(2, { 2: facts([100, 40], { beyond: 0.25 }) });
  expect(parts.map(({ kind, node, tensor }) => [kind, node, tensor])).toEqual([
    ['activation-clipping', 'conv1', 'c'],
    ['activation-resolution', 'conv1', 'c'],
  ]);
  expect(parts[0].evidence).toEqual(['25 % of the values of "c" lie beyond the threshold 63.5; the largest is 100']);
  expect(parts.map(({ removal }) => removal)).toEqual([
    { remedies: [{ number: 2, steps: { scales: [0.5] } }] },
    { off: [2] },
  ]);
  expect(parts[1].evidence).toEqual(['a step of "c" is 0.5, 5 % of its root mean square 10']);
  expect(parts[0].cures).toEqual(parts[1].cures);
  expect(parts[0].cures.map(({ cure: { key, value }, change }) => [key, value, change])).toEqual([
    ['calibration_type', 'max', { remedies: [{ number: 2, steps: { scales: [100 / 127], range: [[-128], [127]] } }] }],
    [
      'node_info',
      '{"conv1": {"ON": "BPU", "OutputType": "int16"}}',
      { remedies: [{ number: 2, steps: { scales: [100 / 32767], range: [[-32768], [32767]] } }] },
    ],
  ]);
});

it('says of a threshold that it is too large, and of channels that they are spread', () => {
  const parts = partsOf(2, { 2: facts([10, 2, 1]) });
  expect(parts.map(({ evidence }) => evidence)).toEqual([
    [
      'a step of "c" is 0.5, 5 % of its root mean square 10',
      'the threshold 63.5 is 6.35 times the largest value 10',
      'channel 0 reaches 10, the median channel 2: 5 times less',
    ],
  ]);
  expect(keys(parts)).toEqual(['calibration_type', 'node_info']);
});

it('leaves a threshold alone that fits', () => {
  expect(keys(partsOf(2, { 2: FITS }))).toEqual(['node_info']);
  expect(keys(partsOf(2, { 2: facts([63.5]) }))).toEqual(['node_info']);
  expect(partsOf(2, { 2: FITS })[0].evidence).toHaveLength(1);
});

it('tells who reads a tensor that nothing on the BPU gives to read it in 16 bits', () =>
  expect(wideOf(partsOf(0, { 0: facts([30]) })).cure.value).toBe('{"conv1": {"ON": "BPU", "InputType": "int16"}}'));

it('says where 16 bits hold, and asks no op for them that has none on a known march', () => {
  const known = { 2: FITS };
  expect(wideOf(partsOf(2, known)).cure.advice).toBe('steps of 16 bits, on bayes and bayes-e; bernoulli2 has none');
  expect(wideOf(partsOf(2, known, { wideOps: { Conv: 'listed' } })).cure.advice).toBe('steps of 16 bits');
  for (const wideOps of [{}, { Add: 'listed' }]) {
    const [part] = partsOf(2, known, { wideOps });
    expect([part.cures, part.unmeasured]).toEqual([[], [expect.stringContaining('"ON": "CPU"')]]);
  }
  expect(partsOf(2, known)[0].unmeasured).toEqual([]);
});

it('offers no 16 bits to what has them', () => {
  const text = JOINED.replace(
    '(d) {scales: [0.25], thresholds: [31.75]}',
    '(d) {scales: [0.25], thresholds: [8191.75], dtype: "int16"}',
  );
  const [part] = partsOf(4, { 4: facts([8000, 7000]) }, { text });
  expect([part.cures, part.unmeasured]).toEqual([[], [expect.stringContaining('"ON": "CPU"')]]);
});

it('offers a scale for every channel where convolutions alone read it', () => {
  const text = JOINED.replace('Concat(ac, bc) {axis: 1}', 'Concat(ac, bc) {axis: 1}').replace(
    'HzCalibration(c) {scales: [0.5], thresholds: [63.5]}',
    'HzCalibration(c) {scales: [0.75], thresholds: [95.25]}',
  );
  const parts = partsOf(2, { 2: facts([90, 45]) }, { text });
  expect(keys(parts)).toEqual(['per_channel', 'node_info']);
  const scales = Float32Array.of(90 / 127, 45 / 127);
  expect(parts[0].cures[0].change).toEqual({ remedies: [{ number: 2, steps: { scales, range: [[-128], [127]] } }] });
});

it('names a Concat of different ranges, and gives every operand its own scale', () => {
  const parts = partsOf(0, { 0: facts([60]), 1: facts([15]), 2: facts([60, 15]) }, { text: JOINED });
  expect(parts.map(({ kind, node, tensor }) => [kind, node, tensor])).toEqual([
    ['shared-scale', 'both', 'c'],
    ['activation-resolution', 'a', 'a0'],
  ]);
  expect(parts[0].evidence).toEqual([
    '"both" gives 2 tensors one scale: the largest reaches 60, "b0" 15, 4 times less',
    'of 256 steps "b0" uses 60',
  ]);
  const range = [[-128], [127]];
  expect(parts[0].removal).toEqual({
    remedies: [
      { number: 0, steps: { scales: [60 / 127], range } },
      { number: 1, steps: { scales: [15 / 127], range } },
      { number: 2, steps: { scales: [60 / 127, 15 / 127], range } },
    ],
  });
});

it('takes ranges for alike that differ by less than three times', () => {
  const kinds = (largest: number) =>
    partsOf(0, { 0: facts([60]), 1: facts([largest]), 2: facts([60, largest]) }, { text: JOINED }).map(
      ({ kind }) => kind,
    );
  expect([kinds(21), kinds(19), kinds(0)]).toEqual([
    ['activation-resolution'],
    ['shared-scale', 'activation-resolution'],
    ['activation-resolution'],
  ]);
});
