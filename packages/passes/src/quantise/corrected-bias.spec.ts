import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { correctedBias } from './corrected-bias';

const graph = parseGraph(
  `input x: float32[1x2x4x4] NCHW
const w: float32[3x2x1x1] = seed 1
const b: float32[3] = [1, 2, 3]
c: c = Conv(x, w, b) {kernel: [1, 1]}
d: d = Conv(x, w) {kernel: [1, 1]}
output c
output d`,
  standardOps(),
  'optimized',
);

it('adds to the bias, or to zeros', () => {
  expect(correctedBias(graph, graph.node('c')!, Float32Array.of(0.5, 0, -1))).toEqual(float32([3], [1.5, 2, 2]));
  expect(correctedBias(graph, graph.node('d')!, Float32Array.of(0.5, 0, -1))).toEqual(float32([3], [0.5, 0, -1]));
});
