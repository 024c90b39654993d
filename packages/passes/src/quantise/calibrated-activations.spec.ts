import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { calibratedActivations } from './calibrated-activations';

it('lists what BPU nodes read and write, in order, but for constants and tails', () => {
  const graph = parseGraph(
    `input x: float32[1x2x4x4] NCHW
input y: float32[1x3x4x4] NCHW
const w: float32[3x2x1x1] = seed 1
c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
a: a = Add(c, y) bpu id(0) int8/int8
m: b = Abs(a) cpu "no"
t: t = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int32
output b
output t`,
    standardOps(),
    'optimized',
  );
  expect(calibratedActivations(graph)).toEqual(['x', 'c', 'y', 'a']);
});
