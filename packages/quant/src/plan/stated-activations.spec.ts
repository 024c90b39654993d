import { type StatedRange, parseGraph, statedMetadata } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { needsSamples, statedActivations, statedThreshold } from './stated-activations';

const A: StatedRange = { low: -1.28, high: 1.27, type: 'int8' };
const B: StatedRange = { low: 0, high: 4, type: 'int8' };
const ON = 'bpu id(0) int8/int8';
const NET = `input x: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = seed 1
c: c = Conv(x, w) {kernel: [1, 1]} ${ON}
m: m = MaxPool(c) {kernel: [2, 2]} ${ON}
n: n = MaxPool(m) {kernel: [2, 2]} ${ON}
r: r = Sigmoid(n) ${ON}
k: k = Concat(r, n) {axis: 1} ${ON}
t: t = Transpose(k) {perm: [0, 2, 3, 1]} ${ON}
e: e = Exp(t) ${ON}
f: f = Abs(e) cpu "asked"
output f
`;
const stated = (ranges: Readonly<Record<string, StatedRange>>, images: readonly string[] = []) => {
  const graph = parseGraph(NET, standardOps(), 'optimized');
  const metadata = statedMetadata(new Map(Object.entries(ranges)));
  return Object.fromEntries(statedActivations(graph.at('optimized', metadata), new Set(images)));
};

it('hold of what is made of them by moving or choosing elements', () => {
  expect(stated({ c: A })).toEqual({ c: A, m: A, n: A });
  expect(stated({ m: A, r: A })).toEqual({ m: A, n: A, r: A, k: A, t: A });
});

it('hold of what they are made of where that has no other elements', () => {
  expect(stated({ t: A })).toEqual({ t: A, k: A });
  expect(stated({ n: A })).toEqual({ n: A });
});

it('do not where what they are made of may have others, though there are as many', () => {
  const of = (line: string) => {
    const text = `input x: float32[1x2x4x4] NCHW\nconst i: int64[2] = [1, 1]\na: a = Abs(x) ${ON}\n${line} ${ON}\n`;
    const graph = parseGraph(`${text}e: e = Exp(y) ${ON}\noutput e`, standardOps(), 'optimized');
    return [...statedActivations(graph.at('optimized', statedMetadata(new Map([['y', A]]))), new Set()).keys()];
  };
  expect(of('y: y = Transpose(a) {perm: [0, 2, 3, 1]}')).toEqual(['y', 'a']);
  expect(of('y: y = Gather(a, i) {axis: 1}')).toEqual(['y']);
  expect(of('y: y = MaxPool(a) {kernel: [3, 3], pads: [1, 1, 1, 1]}')).toEqual(['y']);
});

it('do not where two differ', () => {
  expect(stated({ n: A, r: B })).toEqual({ n: A, r: B });
  expect(stated({ c: A, n: B, t: B, k: A })).toEqual({ c: A, m: A, n: B, k: A, t: B });
  expect(stated({ n: A, r: { ...A, high: 2 } })['k']).toBeUndefined();
  expect(stated({ n: A, r: { ...A, low: 0 } })['k']).toBeUndefined();
  expect(stated({ e: A, r: A })).toEqual({ e: A, r: A });
});

it('are none of images, of what is not quantised, and of tensors that are gone', () => {
  expect(stated({ x: A })).toEqual({ x: A });
  expect(stated({ x: A }, ['x'])).toEqual({});
  expect(stated({ f: A, gone: A })).toEqual({});
  expect(stated({})).toEqual({});
});

it('have a threshold that cuts nothing off: that of even integers exactly', () => {
  const s = Math.fround(0.1);
  expect(statedThreshold({ low: -128 * s, high: 127 * s, type: 'int8' })).toBe(127 * s);
  expect(statedThreshold({ low: -32768 * s, high: 32767 * s, type: 'int16' })).toBe(32767 * s);
  expect(statedThreshold({ low: 0, high: 255, type: 'int8' })).toBe(255);
  expect(statedThreshold({ low: -256, high: 3, type: 'int8' })).toBe(254);
});

it('leave something to samples unless they are all, images aside', () => {
  const needs = (ranges: Readonly<Record<string, StatedRange>>, images: readonly string[] = []) => {
    const metadata = statedMetadata(new Map(Object.entries(ranges)));
    return needsSamples(parseGraph(NET, standardOps(), 'optimized').at('optimized', metadata), new Set(images));
  };
  const every = { x: A, c: A, r: A, k: A, e: A };
  expect([needs({}), needs(every)]).toEqual([true, false]);
  const { x: _, ...others } = every;
  expect([needs(others), needs(others, ['x'])]).toEqual([true, false]);
});
