import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import {
  alike,
  isAsked,
  isClosed,
  meanOf,
  meanSquare,
  plusScalar,
  quotients,
  reciprocals,
  rootBeside,
  scalarOf,
  squareRoot,
  timesScalar,
} from './norm-parts';

const graph = parseGraph(
  [
    'input x: float32[2x3x4x5] NCHW',
    'const one: float32[1] = [1]',
    'const two: float32[] = [2]',
    'const grown: float32[1x1x1x1x1] = [2]',
    'const pair: float32[2] = [1, 1]',
    'a: a = ReduceMean(x) {axes: [2, 3]}',
    'b: b = ReduceMean(x) {axes: [2, 3]}',
    'c: c = ReduceMean(x) {axes: [1]}',
    'd: d = Sub(x, a)',
    'e: e = Sub(x, b)',
    'f: f = Sub(x, c)',
    'g: g = ReduceMean(x) {axes: [2, 3], keepdims: false}',
    'h: h = Reshape(g) {shape: [2, 3, 1, 1]}',
    'i: i = Reshape(g) {shape: [1, 6, 1, 1]}',
    'j: j = GlobalAveragePool(x)',
    'k: k = Add(two, x)',
    'l: l = Add(x, grown)',
    'q: q = Sqrt(k)',
    'r: r = Div(one, q)',
    's: s = Mul(r, two)',
    't: t = Mul(s, d)',
    'u: u = ReduceMean(x) {axes: [-1, 2]}',
    'v: v, w = Split(x) {axis: 3, sizes: [2, 3]}',
    'o: o, p = Split(x) {axis: 3, sizes: [2, 3]}',
    'output t',
    'output u',
    'output v',
    'output p',
    'output e',
    'output f',
    'output h',
    'output i',
    'output j',
    'output l',
  ].join('\n'),
  standardOps(),
  'original',
);
const node = (id: string) => graph.node(id)!;
const ids = (nodes: readonly { readonly id: string }[] | undefined) => nodes?.map(({ id }) => id).join(' ');

it('knows two copies of one computation', () => {
  expect(ids(alike(graph, 'd', 'd'))).toBe('');
  expect(ids(alike(graph, 'd', 'e'))).toBe('b e');
  expect(alike(graph, 'd', 'f')).toBeUndefined();
  expect(alike(graph, 'x', 'd')).toBeUndefined();
  expect(alike(graph, 'w', 'o')).toBeUndefined();
});

it('finds a mean by a reduction, by one whose axes are put back, and by a pool', () => {
  for (const id of ['a', 'h', 'j', 'u']) expect(meanOf(graph, id)).toMatchObject({ x: 'x', axes: [2, 3] });
  expect(meanOf(graph, 'c')).toMatchObject({ axes: [1] });
  expect([ids(meanOf(graph, 'a')?.nodes), ids(meanOf(graph, 'h')?.nodes)]).toEqual(['a', 'g h']);
  for (const id of ['g', 'i', 'x', 'd']) expect(meanOf(graph, id)).toBeUndefined();
});

it('reads constants of one element, and sums with them that keep the shape', () => {
  expect([scalarOf(graph, 'one'), scalarOf(graph, 'pair'), scalarOf(graph, ''), scalarOf(graph, 'x')]).toEqual([
    1,
    undefined,
    undefined,
    undefined,
  ]);
  expect(plusScalar(graph, 'k')).toMatchObject({ x: 'x', k: 2 });
  expect(plusScalar(graph, 'l')).toMatchObject({ x: 'l', k: 0, nodes: [] });
});

it('lists the ways in which a node divides', () => {
  const found = quotients(node('t'), graph).map(({ nodes, ...rest }) => ({ ...rest, nodes: ids(nodes) }));
  expect(found).toEqual([
    { x: 'd', divisor: 'q', rootOf: 'k', factor: 'two', nodes: 'q r s t' },
    { x: 'd', divisor: 'q', factor: 'two', nodes: 'r s t' },
  ]);
  expect(quotients(node('k'), graph)).toEqual([]);
});

it('tells whether anybody outside reads a set', () => {
  expect(isClosed(graph, [node('q'), node('r'), node('s'), node('t')], node('t'))).toBe(true);
  expect(isClosed(graph, [node('q'), node('s'), node('t')], node('t'))).toBe(false);
  expect(isClosed(graph, [node('e'), node('t')], node('t'))).toBe(false);
  expect(isClosed(graph, [node('o'), node('t')], node('t'))).toBe(false);
});

const partsOf = (...lines: readonly string[]) =>
  parseGraph(
    [
      'input x: float32[2x3x4]',
      'const one: float32[] = [1]',
      'const two: float32[] = [2]',
      'const zero: float32[] = [0]',
      'const minus: float32[] = [-1]',
      'const endless: float32[] = [Infinity]',
      ...lines,
      'output y',
    ].join('\n'),
    standardOps(),
    'original',
  );

it('knows the reciprocals by their operator, number and exponent', () => {
  const of = (...lines: readonly string[]) =>
    reciprocals(partsOf(...lines), 'y').map(({ nodes, ...rest }) => ({ ...rest, nodes: ids(nodes) }));
  expect(of('y: y = Div(one, x)')).toEqual([{ divisor: 'x', nodes: 'y' }]);
  expect(of('y: y = Pow(x) {exponent: -0.5}')).toEqual([{ rootOf: 'x', nodes: 'y' }]);
  for (const line of ['Pow(x) {exponent: 3}', 'Div(two, x)', 'Sub(one, x)', 'Div(x, one)', 'Mul(one, x)'])
    expect(of(`y: y = ${line}`)).toEqual([]);
  expect(of('r: r = Reciprocal(x)', 'y: y = Mul(r, x)')).toEqual([]);
  expect(of('s: s = Sub(one, x)', 'y: y = Sqrt(s)')).toEqual([]);
});

it('knows a root by its operator and exponent', () => {
  const of = (line: string) => squareRoot(partsOf(`y: y = ${line}`), 'y')?.x;
  expect([of('Sqrt(x)'), of('Pow(x) {exponent: 0.5}')]).toEqual(['x', 'x']);
  expect([of('Pow(x) {exponent: 2}'), of('Exp(x)'), of('Add(x, two)')]).toEqual([undefined, undefined, undefined]);
});

it('takes a factor that is a number above 0', () => {
  const of = (k: string) => timesScalar(partsOf(`y: y = Mul(${k}, x)`), 'y');
  expect(of('two')).toMatchObject({ x: 'x', k: 2, nodes: [{ id: 'y' }] });
  for (const k of ['zero', 'minus', 'endless']) expect(of(k)).toEqual({ x: 'y', k: 1, nodes: [] });
});

describe('epsilon', () => {
  const MEAN = ['p: p = Mul(x, x)', 'm: m = ReduceMean(p) {axes: [2]}'];

  it('is 0 or a number above it under the root', () => {
    const of = (k: string) => meanSquare(partsOf(...MEAN, `y: y = Add(m, ${k})`), 'y')?.epsilon;
    expect([of('two'), of('zero'), of('minus'), of('endless')]).toEqual([2, 0, undefined, undefined]);
  });

  it('is a number above 0 beside it', () => {
    const of = (k: string) => rootBeside(partsOf(...MEAN, 'q: q = Sqrt(m)', `y: y = Add(q, ${k})`), 'y')?.epsilon;
    expect([of('two'), of('zero'), of('minus'), of('endless')]).toEqual([2, undefined, undefined, undefined]);
    expect(rootBeside(partsOf(...MEAN, 'y: y = Sqrt(m)'), 'y')).toBeUndefined();
  });
});

it('compares copies of three nodes at most, and all of their operands', () => {
  const chain = (name: string, from: string, length: number) =>
    Array.from({ length }, (_, i) => `${name}${i}: ${name}${i} = Abs(${i === 0 ? from : `${name}${i - 1}`})`);
  const of = (length: number) =>
    alike(
      partsOf(...chain('a', 'x', length), ...chain('b', 'x', length), 'y: y = Add(x, x)'),
      `a${length - 1}`,
      `b${length - 1}`,
    );
  expect(ids(of(3))).toBe('b0 b1 b2');
  expect(of(4)).toBeUndefined();
  const joined = partsOf('a: a = Concat(x) {axis: 0}', 'b: b = Concat(x, x) {axis: 0}', 'y: y = Add(x, x)');
  expect([alike(joined, 'a', 'b'), alike(joined, 'b', 'a')]).toEqual([undefined, undefined]);
});

it('finds the name of a node, or of a layer that became part of one, in a list', () => {
  const merged = { ...node('t'), origins: [{ name: 'first' }, { name: 'second' }] };
  for (const name of ['t', 'first', 'second', 'e']) expect(isAsked(['other', name], [node('e'), merged])).toBe(true);
  expect(isAsked(['other'], [node('e'), merged])).toBe(false);
  expect(isAsked([], [merged])).toBe(false);
});
