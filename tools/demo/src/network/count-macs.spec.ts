import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { countMacs } from './count-macs';

it('adds up what the ops count, and nothing for those that count nothing', () => {
  const graph = parseGraph(
    `
input x: float32[1x4x5x5] NCHW
const w: float32[6x4x1x1] = seed 1
const v: float32[6x1x3x3] = seed 2
a: a = Conv(x, w) {kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1}
b: b = Conv(a, v) {kernel: [3, 3], strides: [2, 2], dilations: [1, 1], pads: [1, 1, 1, 1], group: 6}
c: c = Relu(b)
output c`,
    standardOps(),
    'imported',
  );
  expect(countMacs(graph)).toBe(25 * 6 * 4 + 9 * 6 * 9);
});
