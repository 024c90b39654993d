import { CalibratedModel, type Samples, explain } from '@openbpu/analysis';
import { parseGraph, seededRandom } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool } from '@openbpu/runtime';
import { float32 } from '@openbpu/tensor';
import { PLANTS } from './plants';
import { recalibrated } from './planting';

/** Three convolutions of sixteen channels, a ReLU behind each of the first two; one channel is hardly used. */
const NET = `input x: float32[1x16x4x4] NCHW
const u: float32[16x16x1x1] = seed 1
const v: float32[16x16x1x1] = seed 2
const w: float32[16x16x1x1] = seed 3
const k: float32[1x16x1x1] = [0.001${', 1'.repeat(15)}]
x_cal: xc = HzCalibration(x) {scales: [0.01], thresholds: [1.27]}
u_cal: uc = HzCalibration(u) {scales: [${ones()}], thresholds: [${ones()}], axis: 0, kind: "weight"}
first: a = Conv(xc, uc) {kernel: [1, 1]} bpu id(0) int8/int8
a_relu: ar = Relu(a) bpu id(0) int8/int8
a_used: au = Mul(ar, k) bpu id(0) int8/int8
a_cal: ac = HzCalibration(au) {scales: [1], thresholds: [127]}
v_cal: vc = HzCalibration(v) {scales: [${ones()}], thresholds: [${ones()}], axis: 0, kind: "weight"}
second: b = Conv(ac, vc) {kernel: [1, 1]} bpu id(0) int8/int8
b_relu: br = Relu(b) bpu id(0) int8/int8
b_cal: bc = HzCalibration(br) {scales: [1], thresholds: [127]}
w_cal: wc = HzCalibration(w) {scales: [${ones()}], thresholds: [${ones()}], axis: 0, kind: "weight"}
third: c = Conv(bc, wc) {kernel: [1, 1]} bpu id(0) int8/int8
c_cal: y = HzCalibration(c) {scales: [1], thresholds: [127]}
output y
`;

function ones(): string {
  return new Array(16).fill('1').join(', ');
}

const lanes = new LanePool(1);
afterAll(() => lanes.close());

const samples: Samples = {
  count: 4,
  feeds: (index) => {
    const random = seededRandom(index + 1);
    return Promise.resolve(
      new Map([
        [
          'x',
          float32(
            [1, 16, 4, 4],
            Array.from({ length: 256 }, () => 2 * random() - 1),
          ),
        ],
      ]),
    );
  },
};

async function field() {
  const graph = parseGraph(NET, standardOps(), 'calibrated').at('calibrated');
  return { graph: await recalibrated({ graph, samples, lanes }, graph), samples, lanes };
}

it.each(['outlier channel', 'clipped activation', 'bias shift', 'int8 for int16'] as const)(
  '%s is named first in a small net, at its place',
  async (cause) => {
    const planted = (await PLANTS[cause](await field()))!;
    const model = new CalibratedModel(planted.graph);
    const { causes, rest } = await explain({ model, samples, lanes }, {}, { progress: () => undefined });
    expect(causes[0].kind).toBe(planted.kind);
    expect(planted.nodes).toContain(causes[0].node);
    expect(rest).toBeLessThan(0.2);
  },
);

it('has no place for a bad Concat where there is none', async () =>
  expect(await PLANTS['bad Concat'](await field())).toBeUndefined());
