import { type StatedRange, parseGraph, statedMetadata } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { loadedThresholds } from './loaded-thresholds';

const ON = 'bpu id(0) int8/int8';
const POLICY = { int16: {}, sharedScaleRatio: 16, quantise: {} };
const EVEN: StatedRange = { low: -1.28, high: 1.27, type: 'int8' };
const ABOVE: StatedRange = { low: 0, high: 5.1, type: 'int8' };
const graphOf = (ranges: Readonly<Record<string, StatedRange>>) =>
  parseGraph(
    `input x: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = [0.127, 0, 0, -0.5]
a: a = Conv(x, w) {kernel: [1, 1], min: 0} ${ON}
b: b = Conv(a, w) {kernel: [1, 1]} ${ON}
m: m = MaxPool(b) {kernel: [2, 2]} ${ON}
y: y = Conv(m, w) {kernel: [1, 1]} bpu id(0) int8/int32
output y`,
    standardOps(),
    'optimized',
  ).at('optimized', statedMetadata(new Map(Object.entries(ranges))));

it('are those of the model: a zero where it may have one, else what covers the range, and those of weights', () => {
  const found = loadedThresholds(graphOf({ x: EVEN, a: ABOVE, b: ABOVE }), new Set(), POLICY);
  expect([...found.activations]).toEqual([
    ['x', expect.closeTo(1.27, 6)],
    ['a', expect.closeTo(5.1, 6)],
    ['b', expect.closeTo(5.1, 6)],
    ['m', expect.closeTo(5.1, 6)],
  ]);
  expect([...found.floors!]).toEqual([['a', [-0]]]);
  expect(found.channels).toBeUndefined();
  expect([...found.weights.get('w')!.thresholds].map((value) => Number(value.toFixed(3)))).toEqual([0.127, 0.5]);
});

it('is nobody else’s: what is put together with a larger one keeps its own', () => {
  const graph = parseGraph(
    `input x: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = [0.127, 0, 0, -0.5]
a: a = Conv(x, w) {kernel: [1, 1]} ${ON}
b: b = Conv(x, w) {kernel: [1, 1]} ${ON}
k: y = Concat(a, b) {axis: 1} ${ON}
output y`,
    standardOps(),
    'optimized',
  );
  const twice = { low: -2.56, high: 2.54, type: 'int8' } as const;
  const ranges = new Map<string, StatedRange>([
    ['x', EVEN],
    ['a', EVEN],
    ['b', twice],
    ['y', twice],
  ]);
  const { activations } = loadedThresholds(graph.at('optimized', statedMetadata(ranges)), new Set(), POLICY);
  expect(['a', 'b', 'y'].map((id) => Number(activations.get(id)!.toFixed(4)))).toEqual([1.27, 2.54, 2.54]);
});

it('of an image is that of its bytes, whatever is stated', () => {
  const found = loadedThresholds(graphOf({ x: EVEN, a: ABOVE, b: ABOVE }), new Set(['x']), POLICY);
  expect(found.activations.get('x')).toBe(127);
});

it('follows for a masked sum from what it reads', () => {
  const graph = parseGraph(
    `input x: float32[1x2x8x8] NCHW
const w: float32[2x2x1x1] = [1, 0, 0, 1]
const m: float32[8] = [0, -Infinity, 0, 0, 0, 0, 0, -1e4]
c: c = Conv(x, w) {kernel: [1, 1]} ${ON}
a: p = Add(c, m) bpu id(0) int8/int16
s: y = Softmax(p) bpu id(0) int16/int8
output y`,
    standardOps(),
    'optimized',
  ).at('optimized', statedMetadata(new Map(['x', 'c', 'y'].map((id) => [id, EVEN] as const))));
  const { activations } = loadedThresholds(graph, new Set(), POLICY);
  expect(activations.get('p')).toBeCloseTo((1.27 * 128) / 127 + 22, 2);
});

it('is a bug where a range is missing', () => {
  expect(() => loadedThresholds(graphOf({ x: EVEN, b: ABOVE }), new Set(), POLICY)).toThrow('"a" has no range');
});
