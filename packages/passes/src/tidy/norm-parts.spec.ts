import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { alike, isClosed, meanOf, plusScalar, quotients, scalarOf } from './norm-parts';

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
});
