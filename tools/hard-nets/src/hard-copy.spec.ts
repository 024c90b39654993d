import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { largestDifference } from '@openbpu/testkit';
import fc from 'fast-check';
import { clampedTensors, hardCopy } from './hard-copy';

const net = (text: string): Graph<'optimized'> => parseGraph(text, standardOps(), 'optimized');

/** Two branches that are joined, pooled, summed over, and a sum with what a depthwise convolution makes of it. */
const TEXT = (seed: number) => `input x: float32[1x3x6x6] NCHW
const a: float32[4x3x3x3] = seed ${seed}
const ab: float32[4] = seed ${seed + 1}
const b: float32[5x4x1x1] = seed ${seed + 2}
const c: float32[3x4x3x3] = seed ${seed + 3}
const d: float32[8x1x3x3] = seed ${seed + 4}
const e: float32[2x8x1x1] = seed ${seed + 5}
n1: p = Conv(x, a, ab) {kernel: [3, 3], pads: [1, 1, 1, 1], min: 0.0}
n2: q = Conv(p, b) {kernel: [1, 1], min: 0.0}
n3: r = Conv(p, c) {kernel: [3, 3], pads: [1, 1, 1, 1], min: 0.0}
n4: s = Concat(q, r) {axis: 1}
n5: t = MaxPool(s) {kernel: [2, 2], strides: [2, 2]}
n6: u = Conv(t, d) {kernel: [3, 3], pads: [1, 1, 1, 1], group: 8}
n7: v = Add(t, u)
n8: w = GlobalAveragePool(v)
n9: y = Conv(w, e) {kernel: [1, 1]}
output y`;

it('keeps the function, whatever the weights and the factors', () =>
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(1e6), (weights, seed) => {
      const graph = net(TEXT(weights));
      const { graph: copy, scaled, clamped } = hardCopy(graph, seed);
      expect([scaled, clamped]).toEqual([12, 0]);
      expect(largestDifference(graph, copy, seed)).toBeLessThan(1e-4);
    }),
    { numRuns: 30 },
  ));

it('scales channels by up to 32, and alike for an equal seed', () => {
  const graph = net(TEXT(1));
  const elements = (of: Graph) => Array.from(of.value('a').constant!.data, Number);
  const weights = (seed: number) => elements(hardCopy(graph, seed).graph);
  expect(weights(3)).toEqual(weights(3));
  expect(weights(3)).not.toEqual(weights(4));
  const before = elements(graph);
  const factors = weights(3).map((value, i) => value / before[i]);
  expect(new Set(factors.map((factor) => factor.toFixed(4))).size).toBe(4);
  for (const factor of factors) expect(Math.abs(Math.log2(factor))).toBeLessThanOrEqual(5);
});

describe('before a clamp', () => {
  const text = `input x: float32[1x2x4x4] NCHW
const a: float32[3x2x1x1] = seed 7
const b: float32[2x3x1x1] = seed 8
n1: p = Conv(x, a) {kernel: [1, 1], min: 0.0, max: 6.0}
n2: y = Conv(p, b) {kernel: [1, 1]}
output y`;

  it('scales only what was heard to stay below it, and leaves it there', () => {
    const graph = net(text);
    expect(clampedTensors(graph)).toEqual(['p']);
    expect(hardCopy(graph, 1)).toMatchObject({ scaled: 0, clamped: 3 });
    const { graph: copy, ...counts } = hardCopy(graph, 1, new Map([['p', [4.7, 4.9, 0.1]]]));
    expect(counts).toEqual({ scaled: 2, clamped: 1 });
    const [before, after] = [graph, copy].map((each) => each.value('a').constant!.data);
    const times = [0, 1, 2].map((c) => Number(after[2 * c]) / Number(before[2 * c]));
    expect(times[0]).toBeLessThanOrEqual(6 / (4.7 * 1.25));
    expect(times[1]).toBe(1);
    expect(times[2]).not.toBe(1);
  });
});
