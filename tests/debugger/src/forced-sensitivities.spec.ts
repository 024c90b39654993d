import { parseGraph } from '@openbpu/ir';
import { writeOnnx } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { JobEvents, debugSensitivity } from '@openbpu/pipeline';
import { type Tensor, float32 } from '@openbpu/tensor';
import { DISTANCES } from './distances';
import { bruteForce } from './forced-sensitivities';

/** Weights and a bias that calibration has changed, int16, channels with scales of their own, a tensor read twice. */
const NET = `input x: float32[1x2x3x3] NCHW
input z: float32[1x2x3x3] NCHW
const v: float32[2x2x1x1] = [0.31, -0.52, 0.77, 0.24]
const u: float32[2x2x1x1] = [0.3, 0.4, -0.6, 0.1]
const u0: float32[2x2x1x1] = [0.33, 0.42, -0.61, 0.14]
const b: float32[2] = [0.5, -0.25]
const b0: float32[2] = [0.4, 0]
x_cal: xc = HzCalibration(x) {scales: [0.25], thresholds: [31.75]}
z_cal: zc = HzCalibration(z) {scales: [0.001], thresholds: [32.767], dtype: "int16"}
v_cal: vc = HzCalibration(v) {scales: [0.1, 0.2], thresholds: [12.7, 25.4], axis: 0, kind: "weight"}
conv1: c = Conv(xc, vc) {kernel: [1, 1], min: 0} bpu id(0) int8/int8
c_cal: cc = HzCalibration(c) {scales: [0.5, 0.125], thresholds: [63.5, 15.875], axis: 1, zeros: [-128, -100]}
u_was: ug = HzCorrected(u, u0)
u_cal: uc = HzCalibration(ug) {scales: [0.05, 0.1], thresholds: [6.35, 12.7], axis: 0, kind: "weight", columns: [0.5, 0.125]}
b_was: bg = HzCorrected(b, b0)
conv2: d = Conv(cc, uc, bg) {kernel: [1, 1]} bpu id(0) int8/int8
d_cal: dc = HzCalibration(d) {scales: [0.125], thresholds: [15.875]}
sum: s = Add(dc, zc) bpu id(0) int8+int16/int8
s_cal: y = HzCalibration(s) {scales: [1], thresholds: [127]}
twice: t = Mul(dc, xc) bpu id(0) int8/int8
t_cal: q = HzCalibration(t) {scales: [0.5], thresholds: [63.5]}
soft: p = Softmax(q) {axis: 1} cpu "it is asked for"
output y
output p
`;

const bytes = writeOnnx(parseGraph(NET, standardOps(), 'calibrated').at('calibrated'));
const drawn = (seed: number): Tensor =>
  float32(
    [1, 2, 3, 3],
    Float32Array.from({ length: 18 }, (_, i) => Math.sin(seed + 1.7 * i) * 5),
  );
const samples = [1, 2, 3].map(
  (seed) =>
    new Map([
      ['x', drawn(seed)],
      ['z', drawn(10 * seed)],
    ]),
);
const NODES = {
  node: ['conv1', 'conv2', 'sum', 'twice'],
  weight: ['v_cal', 'u_cal'],
  activation: ['x_cal', 'z_cal', 'c_cal', 'd_cal', 's_cal', 't_cal'],
};

it.each(['node', 'weight', 'activation'] as const)(
  'one switched model finds what a model of each %s finds',
  async (type) => {
    const metrics = Object.keys(DISTANCES);
    const request = { model: bytes, data: samples, nodeType: type, metrics };
    const { found } = await debugSensitivity(request, new JobEvents());
    const { nodes } = await bruteForce(bytes, samples, type);
    expect([...nodes.keys()]).toEqual(NODES[type]);
    expect([...found.nodes.keys()].sort()).toEqual(NODES[type].toSorted());
    for (const [id, values] of nodes)
      for (const [metric, value] of values) {
        const own = new Map<string, number>(found.nodes.get(id)).get(metric)!;
        expect(Math.abs(own - value) / Math.max(1, Math.abs(value))).toBeLessThan(1e-6);
        expect(value).not.toBeNaN();
      }
    expect(new Set([...nodes.values()].map((values) => values.get('mse'))).size).toBe(nodes.size);
  },
);
