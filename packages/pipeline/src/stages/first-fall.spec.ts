import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { firstFall } from './first-fall';

const graph = parseGraph(
  'input x: float32[1x1x2x2] NCHW\na: a = Relu(x)\nb: b = Relu(a)\nc: c = Relu(a)\nd: d = Relu(b)\noutput d\noutput c',
  standardOps(),
  'optimized',
);
const fall = (output: string, cosines: Record<string, number>) =>
  firstFall(graph, output, new Map(Object.entries(cosines)))?.node;

it('is the first node below the limit on the way to the output', () => {
  expect(fall('d', { a: 0.99, b: 0.97, c: 0.5, d: 0.9 })).toBe('b');
  expect(fall('c', { a: 0.99, b: 0.97, c: 0.5, d: 0.9 })).toBe('c');
  expect(fall('d', { a: 0.1, b: 0.99, d: 0.9 })).toBe('a');
});

it('goes through a node of several outputs by whichever is needed', () => {
  const split = parseGraph(
    'input x: float32[1x4]\ns: a, b = Split(x) {axis: 1, sizes: [2, 2]}\nr: y = Relu(b)\noutput y\noutput a',
    standardOps(),
    'optimized',
  );
  expect(firstFall(split, 'y', new Map([['s', 0.5]]))).toEqual({ node: 's', cosine: 0.5 });
});

it('is none where nothing fell or nothing was measured', () => {
  expect(fall('d', { a: 0.98, b: 1, d: 0.98, c: 0 })).toBeUndefined();
  expect(fall('d', {})).toBeUndefined();
  expect(fall('d', { a: NaN })).toBeUndefined();
});
