import { GlobalMaxPool, MaxPool } from '@openbpu/ops';
import { evaluate, keepsTheFunction, runPass } from '@openbpu/testkit';
import { type Shape, float32, sizeOf, stridesOf } from '@openbpu/tensor';
import { marchWith } from './march.fixture';
import { MaxToPool } from './max-to-pool';

const largestOver = (shape: Shape, axes: string, out: Shape, op = 'ReduceMax') =>
  `input x: float32[${shape.join('x')}]\nn: y = ${op}(x) {axes: [${axes}], keepdims: ${out.length === shape.length}}\noutput y`;
const pass = new MaxToPool(marchWith(['MaxPool'], (node) => MaxPool.is(node) && Math.max(...node.attrs.kernel) > 4));

/** The largest of the elements that share all but these indices, found by walking over all. */
function largest(shape: Shape, data: Float32Array, axes: readonly number[]): number[] {
  const strides = stridesOf(shape);
  const found = new Map<string, number>();
  data.forEach((value, at) => {
    const index = shape.map((size, axis) => (axes.includes(axis) ? 0 : Math.floor(at / strides[axis]) % size)).join();
    found.set(index, Math.max(found.get(index) ?? -Infinity, value));
  });
  return [...found.values()];
}

it.each([
  ['one pool', [2, 3, 4, 2], '2, 3', [2, 3, 1, 1], ['MaxPool', 'Reshape']],
  ['one pool, the axes dropped', [2, 3, 4, 2], '-1, -2', [2, 3], ['MaxPool', 'Reshape']],
  ['the columns alone', [2, 3, 2, 4], '3', [2, 3, 2], ['MaxPool', 'Reshape']],
  ['the rows alone, in two steps', [1, 3, 8, 2], '2', [1, 3, 1, 2], ['MaxPool', 'MaxPool', 'Reshape']],
  ['points of a line', [2, 3, 12], '2', [2, 3], ['Reshape', 'MaxPool', 'MaxPool', 'Reshape']],
])('takes %s', async (_, shape, axes, out, ops) => {
  const { graph } = await runPass(pass, largestOver(shape, axes, out), 'original');
  expect(graph.nodes.map(({ op }) => op.name)).toEqual(ops);
  expect(graph.node('n')?.op).toBe(MaxPool);
  const data = Float32Array.from({ length: sizeOf(shape) }, (_unused, i) => Math.fround(Math.sin(7 * i) * (i % 5) - 3));
  const y = evaluate(graph, new Map([['x', float32(shape, data)]])).get('y')!;
  const normal = axes.split(', ').map((axis) => (Number(axis) + shape.length) % shape.length);
  expect(y.shape).toEqual(out);
  expect(Array.from(y.data, Number)).toEqual(largest(shape, data, normal));
});

it('prefers the pool over everything where the march has it', async () => {
  const { graph } = await runPass(
    new MaxToPool(marchWith(['GlobalMaxPool', 'MaxPool'])),
    largestOver([1, 3, 4, 2], '2, 3', [1, 3]),
    'original',
  );
  expect(graph.node('n')?.op).toBe(GlobalMaxPool);
});

it.each([
  [
    'a line',
    [1, 3, 12],
    '2',
    [
      [1, 3],
      [1, 4],
    ],
  ],
  [
    'an image that is wide',
    [2, 1, 3, 8],
    '2, 3',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    'an image that is high',
    [2, 1, 8, 3],
    '2, 3',
    [
      [2, 1],
      [4, 3],
    ],
  ],
  [
    'columns',
    [1, 2, 5, 9],
    '3',
    [
      [1, 3],
      [1, 3],
    ],
  ],
])('takes the most equal windows of %s', async (_, shape, axes, kernels) => {
  const large = marchWith(['MaxPool'], (node) => MaxPool.is(node) && Math.max(...node.attrs.kernel) > 6);
  const { graph } = await runPass(
    new MaxToPool(large),
    largestOver(
      shape,
      axes,
      shape.map(() => 1),
    ),
    'original',
  );
  const pools = graph.nodes.filter((node) => MaxPool.is(node));
  expect(pools.map(({ id, attrs, origins }) => [id, attrs, origins])).toEqual([
    ['n_step', expect.objectContaining({ kernel: kernels[0], strides: kernels[0] }), [{ name: 'n' }]],
    ['n', expect.objectContaining({ kernel: kernels[1], strides: kernels[1] }), [{ name: 'n' }]],
  ]);
  await keepsTheFunction(
    new MaxToPool(large),
    largestOver(
      shape,
      axes,
      shape.map(() => 1),
    ),
    'original',
  );
});

it.each([
  ['rows', '2'],
  ['columns', '3'],
])('takes no pool over everything for %s alone', async (_, axes) => {
  const global = new MaxToPool(marchWith(['GlobalMaxPool']));
  const { before, graph } = await runPass(global, largestOver([1, 3, 4, 2], axes, [1, 3, 1]), 'original');
  expect(graph).toBe(before);
});

it('does nothing where the march has the reduction', async () => {
  const both = new MaxToPool(marchWith(['MaxPool', 'ReduceMax']));
  const { before, graph } = await runPass(both, largestOver([1, 3, 4, 2], '2, 3', [1, 3, 1, 1]), 'original');
  expect(graph).toBe(before);
});

it.each([
  ['points of five axes are', largestOver([1, 2, 3, 4, 4], '3, 4', [1, 2, 3])],
  ['channels and rows are', largestOver([1, 3, 4, 2], '1, 2', [1, 2])],
  ['channels of a line are', largestOver([1, 3, 4], '1', [1, 4])],
  ['it is of integers', largestOver([1, 3, 4, 2], '2, 3', [1, 3]).replace('float32', 'int32')],
  ['channels are reduced', largestOver([1, 3, 4, 2], '1', [1, 1, 4, 2])],
  ['all axes are', largestOver([1, 3, 4, 2], '0, 1, 2, 3', [1, 1, 1, 1])],
  ['no two steps are small enough', largestOver([1, 3, 1, 23], '3', [1, 3, 1, 1])],
  ['it is empty', largestOver([1, 0, 4, 2], '2, 3', [1, 0])],
  ['this is a matrix', largestOver([3, 4], '1', [3])],
  ['another reduction stands there', largestOver([1, 3, 4, 2], '2, 3', [1, 3]).replace('ReduceMax', 'ReduceMean')],
])('does nothing where %s', async (_, text) => {
  const { before, graph } = await runPass(pass, text, 'original');
  expect(graph).toBe(before);
});
