import { calibratedModel } from '../net.fixture';
import { scaleGroups } from './scale-groups';

/** A Concat of two tensors at one scale, and a pool behind it. */
const JOINED = `input x: float32[1x2x2x2] NCHW
a: a0 = Abs(x) bpu id(0) int8/int8
a_cal: ac = HzCalibration(a0) {scales: [0.5], thresholds: [63.5]}
b: b0 = Neg(x) bpu id(0) int8/int8
b_cal: bc = HzCalibration(b0) {scales: [0.5], thresholds: [63.5]}
both: c = Concat(ac, bc) {axis: 1} bpu id(0) int8/int8
c_cal: cc = HzCalibration(c) {scales: [0.5], thresholds: [63.5]}
pool: m = MaxPool(cc) {kernel: [2, 2]} bpu id(0) int8/int8
m_cal: y = HzCalibration(m) {scales: [0.5], thresholds: [63.5]}
output y
`;

it('joins what nodes that only move elements round to the same steps', () => {
  const groups = scaleGroups(calibratedModel(JOINED));
  expect(groups.map(({ members, joints }) => [members, joints.map(({ id }) => id)])).toEqual([
    [[0, 1, 2, 3], ['both']],
  ]);
});

it('leaves those alone that have other steps', () => {
  const other = JOINED.replace('HzCalibration(b0) {scales: [0.5]', 'HzCalibration(b0) {scales: [0.25]');
  expect(scaleGroups(calibratedModel(other)).map(({ members, joints }) => [members, joints.length])).toEqual([
    [[0, 2, 3], 0],
    [[1], 0],
  ]);
});

it('has every calibration of other nodes by itself', () =>
  expect(scaleGroups(calibratedModel()).map(({ members }) => members)).toEqual([[0], [1], [2], [3], [4], [5]]));
