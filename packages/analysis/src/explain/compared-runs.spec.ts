import { float32 } from '@openbpu/tensor';
import { analysed, calibratedModel, samplesOf, sharedLanes } from '../net.fixture';
import { type Refeed, errorAgainst } from './compared-runs';

const lanes = sharedLanes(2);
const SHAPE = [1, 1, 1, 2];
const text = (factor: number) => `input x: float32[1x1x1x2] NCHW
const f: float32[1x1x1x1] = [${factor}]
x_cal: xc = HzCalibration(x) {scales: [1], thresholds: [127]}
mul: m = Mul(xc, f) bpu id(0) int8/int8
m_cal: y = HzCalibration(m) {scales: [0.5], thresholds: [63.5]}
output y
`;
const given = analysed(lanes, {
  text: text(1),
  samples: samplesOf(
    [
      [1.25, 3],
      [-2, 5],
    ],
    SHAPE,
  ),
});
const plain: Refeed = (feeds) => feeds;
/** Twice of what it is. */
const twice: Refeed = (feeds) =>
  new Map(
    [...feeds].map(([name, { data }]) => [
      name,
      float32(
        SHAPE,
        Array.from(data as Float32Array, (x) => 2 * x),
      ),
    ]),
  );
const error = (factor: number, fed: Refeed, count = 2, onRun = () => {}) =>
  errorAgainst(given, calibratedModel(text(factor)), { outputs: ['y'], count }, { fed, onRun });

it('rounds everything, and compares with the float model of the reference', async () => {
  let runs = 0;
  expect(await error(1, plain, 2, () => runs++)).toBeCloseTo(0.25 ** 2 / (1.25 ** 2 + 9 + 4 + 25), 9);
  expect(runs).toBe(4);
  expect(await error(1, plain, 1)).toBeCloseTo(0.25 ** 2 / (1.25 ** 2 + 9), 9);
});

it('feeds the model otherwise, never the reference', async () => {
  // 1.25 twice is 2.5, which is rounded to 2.
  const squares = [2 - 1.25, 3, -2, 5].reduce((sum, d) => sum + d * d, 0);
  expect(await error(1, twice)).toBeCloseTo(squares / (1.25 ** 2 + 9 + 4 + 25), 9);
});

it('takes another net for what is right', async () => {
  const squares = [1 - 2.5, -3, 2, -5].reduce((sum, d) => sum + d * d, 0);
  expect(await error(2, plain)).toBeCloseTo(squares / (4 * (1.25 ** 2 + 9 + 4 + 25)), 9);
});
