import { calibratedModel } from '../net.fixture';
import type { LocalError, Screened } from './screened';
import type { ValueFacts } from './value-facts';
import { readBeside, weightParts } from './weight-parts';

/** Weights that read the first channel by much more than the others. */
const WEIGHTS = [100, 1, 0.5, 100, -1, 0.3];
const OUTLIER = `input x: float32[1x3x1x1] NCHW
const v: float32[2x3x1x1] = [${WEIGHTS.join(', ')}]
a: a0 = Abs(x) bpu id(0) int8/int8
a_cal: ac = HzCalibration(a0) {scales: [0.5], thresholds: [63.5]}
v_cal: vc = HzCalibration(v) {scales: [0.8, 0.8], thresholds: [101.6, 101.6], axis: 0, kind: "weight"}
conv: c = Conv(ac, vc) {kernel: [1, 1]} bpu id(0) int8/int8
c_cal: y = HzCalibration(c) {scales: [0.5], thresholds: [63.5]}
output y
`;
const NONE: ReadonlyMap<number, ValueFacts> = new Map();
const screened = (number: number, local?: Partial<LocalError>): Screened => {
  const all = { node: 'conv', value: 'c', shift: Float32Array.of(0.5, -2), meanPart: 0.6, noise: 0.01, ...local };
  return { kind: 'weight', members: [number], joints: [], error: 1, ...(local ? { local: all } : {}) };
};
const kinds = (parts: ReturnType<typeof weightParts>) => parts.map(({ kind }) => kind);
/** What is left of weights whose input channels are multiplied by `columns` before they are rounded to 8 bits. */
const roundedBy = (columns: readonly number[]) =>
  [0, 1].flatMap((o) => {
    const row = columns.map((column, c) => WEIGHTS[3 * o + c] * column);
    const step = Math.max(...row.map(Math.abs)) / 127;
    return row.map((value, c) => (Math.round(value / step) * step) / columns[c]);
  });
const close = (found: ArrayLike<number>, wanted: readonly number[]) =>
  Array.from(found, (value, i) => expect(value / wanted[i]).toBeCloseTo(1, 5));

it('names the rounding alone where nothing else is known', () => {
  const [part, ...others] = weightParts(calibratedModel(), screened(1), NONE);
  expect(others).toEqual([]);
  expect(part).toMatchObject({ kind: 'weight-rounding', node: 'conv1', tensor: 'v', removal: { off: [1] } });
  expect(part.evidence).toEqual(['its weights are rounded to 8 bits']);
  expect(part.cures.map(({ cure: { value } }) => value)).toEqual(['{"conv1": {"ON": "CPU"}}']);
});

it('names shifted means first, and shifts them back', () => {
  const [bias, rounding] = weightParts(calibratedModel(), screened(1, {}), NONE);
  expect([bias.kind, rounding.kind]).toEqual(['accumulated-bias', 'weight-rounding']);
  expect(bias.evidence).toEqual([
    '60 % of the error behind the node are means of channels; channel 1 is shifted by -2',
  ]);
  expect(bias.removal).toEqual({ remedies: [{ value: 'c', shift: Float32Array.of(-0.5, 2) }] });
  expect(bias.cures.map(({ cure: { key, value }, change }) => [key, value, change === bias.removal])).toEqual([
    ['calibration_type', 'default', true],
  ]);
  expect(rounding.evidence).toEqual(['rounding its weights adds 1 % of noise to what the node gives']);
  expect(rounding.removal).toEqual({ off: [1], unshifted: ['c'] });
});

it('takes means for a part of the rounding where they are less than half of the error', () => {
  expect(kinds(weightParts(calibratedModel(), screened(1, { meanPart: 0.49 }), NONE))).toEqual(['weight-rounding']);
  expect(weightParts(calibratedModel(), screened(1, { meanPart: 0.5 }), NONE)).toHaveLength(2);
});

it('says of a bias that it is not that of the float model', () => {
  const [bias] = weightParts(calibratedModel(), screened(3, {}), NONE);
  expect([bias.node, bias.tensor, bias.evidence[1]]).toEqual([
    'conv2',
    'u0',
    'its bias is not that of the float model',
  ]);
});

it('names an outlier channel in place of means, and takes it away by a scale for every input channel', () => {
  const parts = weightParts(calibratedModel(OUTLIER), screened(1, { meanPart: 0.9 }), NONE);
  expect(kinds(parts)).toEqual(['weight-outlier-channels', 'weight-rounding']);
  expect(parts[0].evidence[0]).toBe('input channel 0 of the weights reaches 100, 100 times the median channel');
  const [remedy] = parts[0].removal.remedies!;
  expect(remedy).toMatchObject({ number: 1 });
  if ('constant' in remedy) close(remedy.constant.data, roundedBy([1 / 100, 1, 1 / 0.5]));
  expect(parts[0].cures.map(({ cure: { key } }) => key)).toEqual(['node_info']);
  const squared = (found: readonly number[]) => found.reduce((sum, w, i) => sum + (w - WEIGHTS[i]) ** 2, 0);
  const plain = WEIGHTS.map((w) => Math.round(w / 0.8) * 0.8);
  const left = (100 * squared(roundedBy([1 / 100, 1, 2]))) / squared(plain);
  const [, told] = /channel ([\d.e-]+) % of the rounding error/.exec(parts[0].evidence[1])!;
  expect(Number(told) / left).toBeCloseTo(1, 2);
});

it('offers per_channel by what the channels reach that are read', () => {
  const channels = Float32Array.of(0.127, 12.7, 25.4);
  const facts = new Map([[0, { channels, largest: 25.4, beyond: 0, rms: 1 }]]);
  const [outlier] = weightParts(calibratedModel(OUTLIER), screened(1), facts);
  const [{ cure, change }] = outlier.cures;
  expect([cure.key, cure.value]).toEqual(['per_channel', 'True']);
  const [weights, read] = change.remedies!;
  const scales = [0.001, 0.1, 0.2];
  expect([weights, read]).toMatchObject([{ number: 1 }, { number: 0 }]);
  if ('constant' in weights) close(weights.constant.data, roundedBy(scales));
  if ('steps' in read) close(read.steps.scales, scales);
  const other = new Map([[0, { channels: channels.subarray(1), largest: 25.4, beyond: 0, rms: 1 }]]);
  expect(weightParts(calibratedModel(OUTLIER), screened(1), other)[0].cures).toHaveLength(1);
});

it('sees no outlier that costs nothing, or is near the others', () => {
  const near = OUTLIER.replace('[100, 1, 0.5, 100, -1, 0.3]', '[3.9, 1, 0.5, 2, -1, 0.3]');
  const exact = OUTLIER.replace('[100, 1, 0.5, 100, -1, 0.3]', '[80, 0.8, 0.8, 80, -0.8, 0.8]');
  for (const text of [near, exact])
    expect(kinds(weightParts(calibratedModel(text), screened(1), NONE))).toEqual(['weight-rounding']);
});

it('knows the calibration of what a node of weights reads', () =>
  expect([1, 3].map((number) => readBeside(calibratedModel(), number))).toEqual([0, 2]));
