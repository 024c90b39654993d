import { type Graph, parseGraph } from '@openbpu/ir';
import { HzCalibration, standardOps } from '@openbpu/ops';
import { ReferenceExecutor } from '@openbpu/runtime';
import { expectDType, float32 } from '@openbpu/tensor';
import { activationsOf, weightsOf16Bits, weightsOnly } from './rounded-parts';

const WEIGHTS = [0.3, -1, 0.001, 0.777];
const graph: Graph<'calibrated'> = parseGraph(
  `input x: float32[1x2]
const w: float32[2x2] = [${WEIGHTS.join(', ')}]
a: xc = HzCalibration(x) {scales: [0.5], thresholds: [63.5]}
b: wc = HzCalibration(w) {scales: [0.01, 0.02], thresholds: [1.27, 2.54], axis: 0, kind: "weight"}
p: y = MatMul(xc, wc) bpu id(0) int8/int8
c: yc = HzCalibration(y) {scales: [0.5], thresholds: [63.5]}
s: z = Sigmoid(yc) bpu id(0) int8/int8
d: zc = HzCalibration(z) {scales: [0.125], thresholds: [15.875]}
t: o = Mul(zc, wc) bpu id(0) int8/int8
output o
output zc
output yc
output wc`,
  standardOps(),
  'calibrated',
);
const rounded = ({ nodes }: Graph) => nodes.filter((node) => HzCalibration.is(node)).map(({ id }) => id);

it('rounds weights alone, or what some nodes read and write', () => {
  expect(rounded(weightsOnly(graph))).toEqual(['b']);
  expect(rounded(activationsOf(graph, new Set(['p'])))).toEqual(['a', 'c']);
  expect(rounded(activationsOf(graph, new Set(['s'])))).toEqual(['c', 'd']);
  expect(rounded(activationsOf(graph, new Set(['p', 't'])))).toEqual(['a', 'c', 'd']);
  expect(rounded(activationsOf(graph, new Set()))).toEqual([]);
});

it('leaves of weights of 16 bits what two halves of 8 leave, and activations as they are', async () => {
  const executor = new ReferenceExecutor(weightsOf16Bits(graph), () => Promise.reject(new Error('a fragment')));
  const found = await executor.run(new Map([['x', float32([1, 2], [0.3, 0.1])]]), ['xc', 'wc']);
  expect(found.get('xc')).toEqual(float32([1, 2], [0.3, 0.1]));
  const errors = expectDType(found.get('wc')!, 'float32').data.map((w, i) => Math.abs(w - WEIGHTS[i]));
  errors.forEach((error, i) => expect(error).toBeLessThanOrEqual((i < 2 ? 0.01 : 0.02) / 508 + 1e-7));
  expect(Math.max(...errors)).toBeGreaterThan(1e-6);
});
