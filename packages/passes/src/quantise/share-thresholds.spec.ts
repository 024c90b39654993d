import type { QuantPolicy } from '@openbpu/core';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { scaleGroups, shareThresholds } from './share-thresholds';

const policy: QuantPolicy = { int16: {}, sharedScaleRatio: 16, quantise: {} };
const graph = parseGraph(
  `input x: float32[1x2x2x2] NCHW
a: p = Sigmoid(x) bpu id(0) int8/int8
b: q = Tanh(x) bpu id(0) int8/int8
c: r = Concat(p, q) {axis: 1} bpu id(0) int8/int8
m: s = MaxPool(r) {kernel: [2, 2]} bpu id(0) int8/int8
t: u = Transpose(s) {perm: [0, 2, 3, 1]} cpu "alone"
output u`,
  standardOps(),
  'optimized',
);
const share = (thresholds: Record<string, number>, fixed: string[] = []) =>
  Object.fromEntries(shareThresholds(graph, new Map(Object.entries(thresholds)), policy, new Set(fixed)));

it('gives a chain of moves the largest threshold', () => {
  expect(share({ x: 9, p: 1, q: 3, r: 3, s: 2 })).toEqual({ x: 9, p: 3, q: 3, r: 3, s: 3 });
});

it('does not join inputs that differ more than the policy allows', () => {
  expect(share({ x: 9, p: 1, q: 17, r: 17, s: 16 })).toEqual({ x: 9, p: 1, q: 17, r: 17, s: 17 });
});

it('joins inputs that differ by exactly what the policy allows', () => {
  expect(share({ x: 9, p: 1, q: 16, r: 16, s: 16 })).toEqual({ x: 9, p: 16, q: 16, r: 16, s: 16 });
});

it('joins what is zero all over to anything', () => {
  expect(share({ x: 9, p: 0, q: 3, r: 3, s: 2 })).toEqual({ x: 9, p: 3, q: 3, r: 3, s: 3 });
  expect(share({ x: 9, p: 0, q: 0, r: 0, s: 0 })).toEqual({ x: 9, p: 0, q: 0, r: 0, s: 0 });
});

it('gives every activation in one group, in the order of the thresholds', () => {
  const thresholds = new Map(Object.entries({ s: 2, x: 9, r: 3, p: 1, q: 3 }));
  expect(scaleGroups(graph, thresholds, policy, new Set())).toEqual([['s', 'r', 'p', 'q'], ['x']]);
  expect(scaleGroups(graph, thresholds, policy, new Set(['q']))).toEqual([['s', 'r'], ['x'], ['p'], ['q']]);
});

it('never raises a fixed threshold', () => {
  expect(share({ x: 9, p: 1, q: 3, r: 3, s: 2 }, ['p'])).toEqual({ x: 9, p: 1, q: 3, r: 3, s: 3 });
});

it('joins no constant', () => {
  const mixed = parseGraph(
    `input x: float32[1x2x2x2] NCHW
const k: float32[1x2x2x2] = seed 1
a: p = Sigmoid(x) bpu id(0) int8/int8
c: r = Concat(p, k) {axis: 1} bpu id(0) int8/int8
output r`,
    standardOps(),
    'optimized',
  );
  const thresholds = new Map(Object.entries({ x: 9, p: 1, k: 3, r: 2 }));
  expect(Object.fromEntries(shareThresholds(mixed, thresholds, policy, new Set()))).toEqual({ x: 9, p: 2, k: 3, r: 2 });
});

it('does not look across CPU nodes', () => {
  expect(share({ s: 2, u: 5 })).toEqual({ s: 2, u: 5 });
});
