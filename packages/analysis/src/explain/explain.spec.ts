import { SAMPLES, NET, analysed, calibratedModel, listening, refusal, samplesOf, sharedLanes } from '../net.fixture';
import type { Explanation } from './cause';
import { explain, gainOf } from './explain';

const lanes = sharedLanes(2);
const ask = (text = NET, more = {}) => explain(analysed(lanes, { text }), more, listening());
const whole = ({ causes, elsewhere }: Explanation) =>
  [...causes, ...elsewhere].reduce((sum, { share }) => sum + share, 0);
const FINE = NET.replace('scales: [0.5], thresholds: [63.5]', 'scales: [0.001], thresholds: [0.127]');
/** Only one thing is wrong: the threshold behind the first convolution. */
const CLIPPED = NET.replace(
  'HzCalibration(c) {scales: [0.5], thresholds: [63.5]}',
  'HzCalibration(c) {scales: [0.002], thresholds: [0.254]}',
);
/** The bias of the second convolution is far from that of the float model. */
const SHIFTED = NET.replace('const b: float32[2] = [0.5, -0.25]', 'const b: float32[2] = [9, -7]');

it('takes the error apart so that parts and rest are the whole', async () => {
  for (const places of [1, 2, 8]) {
    const found = await ask(NET, { places });
    expect(found.error).toBeGreaterThan(0);
    expect(whole(found)).toBeCloseTo(1, 9);
    expect(found.rest).toBeCloseTo(
      found.elsewhere.reduce((sum, { share }) => sum + share, 0),
      9,
    );
  }
});

it('names a clipped activation first, with its cure and what that brings', async () => {
  expect(FINE).not.toBe(NET);
  const { causes, error } = await ask(CLIPPED);
  const [first] = causes;
  expect(first).toMatchObject({ kind: 'activation-clipping', node: 'conv1', tensor: 'c' });
  expect(first.share).toBeGreaterThan(0.5);
  expect(first.evidence[0]).toMatch(/ % of the values of "c" lie beyond the threshold 0\.254; the largest is /);
  expect(first.gains[0].before).toBe(error);
  expect(first.gains[0].after).toBeLessThan(0.5 * error);
});

it('names a shifted bias first', async () => {
  const [first] = (await ask(SHIFTED)).causes;
  expect(first).toMatchObject({ kind: 'accumulated-bias', node: 'conv2' });
  expect(first.evidence).toContain('its bias is not that of the float model');
  expect(gainOf(first)).toBeGreaterThan(0);
});

/** Rounding the weights of conv2, beside their bias, makes up for something else: to undo it alone is a loss. */
const LOSING = NET.replace('{scales: [0.5], thresholds: [63.5]}', '{scales: [0.125], thresholds: [15.875]}').replace(
  'HzCalibration(s) {scales: [1], thresholds: [127]}',
  'HzCalibration(s) {scales: [0.05], thresholds: [6.35]}',
);

it('stands in the order of gains, not in that of places', async () => {
  const { causes } = await ask(LOSING, { wideOps: {} });
  expect(causes.map(({ kind, node }) => [kind, node])).toEqual([
    ['accumulated-bias', 'conv2'],
    ['weight-rounding', 'conv1'],
    ['activation-resolution', 'conv1'],
    ['weight-rounding', 'conv2'],
  ]);
  const gains = causes.map(gainOf);
  expect(gains).toEqual(gains.toSorted((a, b) => b - a));
  expect(gains[2]).toBeGreaterThan(0);
  expect(gains[3]).toBeLessThan(0);
});

it('stands behind its best cure', async () => {
  const { causes } = await ask();
  const several = causes.filter(({ gains }) => gains.length > 1);
  expect(several.length).toBeGreaterThan(1);
  for (const { gains } of several)
    expect(gains.map(({ after }) => after)).toEqual(gains.map(({ after }) => after).toSorted((a, b) => a - b));
  const [clipped] = (await ask(CLIPPED.replace('[0.5, -0.25]', '[1, -0.7]'))).causes;
  expect(clipped.gains.map(({ cure }) => cure.key)).toEqual(['node_info', 'calibration_type']);
});

it('is the same with any number of lanes, and counts its runs', async () => {
  const heard = listening();
  const found = await explain(analysed(sharedLanesOfOne), {}, heard);
  expect(found).toEqual(await ask());
  expect(heard.heard.at(-1)![0]).toBe(heard.heard.at(-1)![1]);
});
const sharedLanesOfOne = sharedLanes(1);

it('finds nothing where nothing is lost', async () => {
  const zeros = { model: calibratedModel(), samples: samplesOf([[0, 0, 0, 0, 0, 0, 0, 0]]), lanes };
  const exact = NET.replaceAll('_was: ', '_is: ').replace(
    'const b0: float32[2] = [0.4, 0]',
    'const b0: float32[2] = [0.5, -0.25]',
  );
  const found = await explain({ ...zeros, model: calibratedModel(exact) }, { outputNode: 'conv1' }, listening());
  expect(found).toMatchObject({ error: 0, causes: [], rest: 0 });
});

it.each([
  ['ANA005', { dataNum: SAMPLES.length + 1 }],
  ['ANA002', { outputNode: 'gone' }],
  ['ANA007', { outputNode: 'c_cal' }],
])('refuses with %s: %j', async (code, request) => {
  expect(await refusal(() => ask(NET, request))).toMatchObject({ code });
});
