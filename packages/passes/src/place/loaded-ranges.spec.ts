import { type StatedRange, parseGraph, statedMetadata } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { loadedRanges } from './loaded-ranges';

const EVEN: StatedRange = { low: -1.28, high: 1.27, type: 'int8' };
const WIDE: StatedRange = { low: -2, high: 2 - 2 ** -14, type: 'int16' };
const INPUT = 'input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x1] = seed 1\n';
const ranges = (text: string, stated: Readonly<Record<string, StatedRange>>, images: readonly string[] = []) => {
  const graph = parseGraph(`${INPUT}${text}`, standardOps(), 'original');
  return Object.fromEntries(
    loadedRanges(graph.at('original', statedMetadata(new Map(Object.entries(stated)))), new Set(images)),
  );
};
const conv = (x: string, y: string, attrs = '') => `${y}: ${y} = Conv(${x}, w) {kernel: [1, 1]${attrs}}\n`;

it('are those that a model states, and none of an image', () => {
  expect(ranges(`${conv('x', 'y')}output y`, { x: EVEN })).toEqual({ x: EVEN });
  expect(ranges(`${conv('x', 'y')}output y`, { x: EVEN }, ['x'])).toEqual({});
});

it('go with what only moves or chooses, type and all', () => {
  const text = `${conv('x', 'c')}m: m = MaxPool(c) {kernel: [2, 2]}\nk: y = Concat(m, m) {axis: 1}\noutput y`;
  const found = ranges(text, { c: WIDE });
  for (const id of ['m', 'y']) expect([id, found[id]]).toEqual([id, { ...WIDE, derived: true }]);
});

it('hold two different ranges where two are put together', () => {
  const text = `${conv('x', 'c')}${conv('x', 'd')}k: y = Concat(c, d) {axis: 1}\noutput y`;
  expect(ranges(text, { c: EVEN, d: { low: 0, high: 9, type: 'int8' } }).y).toEqual({
    low: -1.28,
    high: 9,
    type: 'int8',
    derived: true,
  });
});

describe('go back', () => {
  const pooled = (more = 'output y') => `${conv('x', 'c')}m: y = MaxPool(c) {kernel: [2, 2]}\n${more}`;
  it('through what alone reads a tensor and chooses of it', () => {
    expect(ranges(pooled(), { y: EVEN }).c).toEqual({ ...EVEN, derived: true });
    const twice = `${conv('x', 'c')}a: a = MaxPool(c) {kernel: [2, 2]}\nb: y = Reshape(a) {shape: [1, -1]}\noutput y`;
    expect(Object.keys(ranges(twice, { y: EVEN })).sort()).toEqual(['a', 'c', 'y']);
  });
  it('not where another reads it, or it is an output, an image, or has a range', () => {
    expect(ranges(pooled(`${conv('c', 'z')}output y\noutput z`), { y: EVEN }).c).toBeUndefined();
    expect(ranges(pooled('output y\noutput c'), { y: EVEN }).c).toBeUndefined();
    expect(ranges(pooled(), { y: EVEN, c: WIDE }).c).toEqual(WIDE);
    const image = 'm: y = MaxPool(x) {kernel: [2, 2]}\noutput y';
    expect(ranges(image, { y: EVEN }, ['x']).x).toBeUndefined();
    expect(ranges(image, { y: EVEN }).x).toEqual({ ...EVEN, derived: true });
  });
  it('not through what computes', () => {
    expect(ranges(`${conv('x', 'c')}s: y = Sigmoid(c)\noutput y`, { y: EVEN }).c).toBeUndefined();
  });
});

it('are what a function makes of every integer that it is fed with', () => {
  const of = (op: string, range = EVEN) => ranges(`s: y = ${op}\noutput y`, { x: range }).y;
  expect(of('Relu(x)')).toEqual({ low: 0, high: 1.27, type: 'int8', derived: true });
  expect(of('Abs(x)').high).toBeCloseTo(1.28, 6);
  expect(of('Exp(x)')).toMatchObject({ low: 0, high: expect.closeTo(Math.exp(1.27), 6) as number });
  const dip = of('Swish(x)', { low: -5.12, high: 5.08, type: 'int8' });
  expect([dip.low, dip.high]).toEqual([expect.closeTo(-0.2785, 3), expect.closeTo(5.0486, 3)]);
  expect(of('Sigmoid(x)', { low: -32768, high: 32767, type: 'int16' })).toMatchObject({ low: 0, high: 1 });
  expect(of('Log(x)')).toBeUndefined();
  expect(of('Reciprocal(x)')).toBeUndefined();
});

it('are what the operands prove where that has two ends, and nothing where it has not', () => {
  const text = `${conv('x', 'c', ', min: 0, max: 6')}${conv('x', 'd', ', min: 0')}${conv('x', 'e')}
a: a = Add(x, c)\nm: m = Mul(c, x)\ng: g = GlobalAveragePool(a)\noutput d\noutput e\noutput m\noutput g`;
  const found = ranges(text, { x: EVEN });
  expect(found.c).toEqual({ low: 0, high: 6, type: 'int8', derived: true });
  expect([found.a.low, found.a.high]).toEqual([-1.28, 7.27]);
  expect([found.m.low, found.m.high]).toEqual([expect.closeTo(-7.68, 6), expect.closeTo(7.62, 6)]);
  expect([found.g.low, found.g.high]).toEqual([-1.28, 7.27]);
  expect([found.d, found.e]).toEqual([undefined, undefined]);
});

it('begin from the bytes of an image', () => {
  const found = ranges('r: y = Relu(x)\noutput y', {}, ['x']);
  expect(found).toEqual({ y: { low: 0, high: 127, type: 'int8', derived: true } });
});

it('hold 0, and are of real numbers only', () => {
  const text = 's: s = Sigmoid(x)\na: a = Clip(s) {min: 0.25, max: 0.75}\ng: g = Greater(x, s)\noutput a\noutput g';
  const found = ranges(text, { x: EVEN });
  expect(found.a).toMatchObject({ low: 0, high: 0.75 });
  const below = ranges('a: y = Clip(x) {min: -0.75, max: -0.25}\noutput y', { x: EVEN });
  expect(below.y).toMatchObject({ low: -0.75, high: 0 });
  expect(Object.keys(found).sort()).toEqual(['a', 's', 'x']);
});
