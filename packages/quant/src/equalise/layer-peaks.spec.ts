import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { layerPeaks } from './layer-peaks';

it('finds the largest tap of every pair of channels, in groups, and the biases', () => {
  const [first, second, ...none] = layerPeaks(
    parseGraph(
      `input x: float32[1x2x2x2] NCHW
const a: float32[2x1x1x2] = [1, -2, 3, 0]
const ab: float32[2] = [-5, 0.5]
const b: float32[1x2x1x1] = [-4, 0]
n1: p = Conv(x, a, ab) {kernel: [1, 2], group: 2}
n2: q = Relu(p)
n3: y = Conv(q, b) {kernel: [1, 1]}
output y`,
      standardOps(),
      'optimized',
    ),
  );
  expect(first).toMatchObject({
    x: 'x',
    y: 'p',
    cout: 2,
    perGroup: 1,
    peaks: Float64Array.of(2, 3),
    biases: Float64Array.of(5, 0.5),
  });
  expect([0, 1].map(first.firstOf)).toEqual([0, 1]);
  expect(second).toMatchObject({
    x: 'q',
    y: 'y',
    cout: 1,
    perGroup: 2,
    peaks: Float64Array.of(4, 0),
    biases: Float64Array.of(0),
  });
  expect([second.firstOf(0), none.length]).toEqual([0, 0]);
});
