import { constantOf } from '@openbpu/ir';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { fuseNormScale } from './fuse-norm-scale';

const HEAD = [
  'input x: float32[2x3x4x5] NCHW',
  'input free: float32[3]',
  'const c: float32[3x1x1] = [2, 3, 4]',
  'const d: float32[1x3x1x1] = [5, 6, 7]',
  'const two: float32[] = [2]',
  'const row: float32[5] = seed 1',
  'const rows: float32[4x1] = seed 3',
  'const grid: float32[4x5] = seed 4',
  'const wide: float32[3x1x1x1] = seed 2',
  'const five: float32[1x1x1x1x5] = seed 5',
  'const v: float32[3] = [1, 10, 100]',
].join('\n');
const text = (...nodes: readonly string[]) => [HEAD, ...nodes, 'output y'].join('\n');
const run = (...nodes: readonly string[]) => runPass(fuseNormScale(), text(...nodes), 'original');

it.each([
  ['LayerNormalization(x) {axes: [1]}', 'LayerNormalization(x, c, d)'],
  ['LayerNormalization(x) {axes: [2, 3]}', 'LayerNormalization(x, c, d)'],
  ['InstanceNormalization(x)', 'InstanceNormalization(x, c, d)'],
  ['GroupNormalization(x) {groups: 3}', 'GroupNormalization(x, c, d)'],
])('takes a factor and a summand into %s', async (norm, after) => {
  const nodes = [`n: n = ${norm}`, 'm: m = Mul(c, n)', 'a: y = Add(m, d)'];
  const { shape, graph } = await run(...nodes);
  expect(shape).toEqual([`a: y = ${after}`]);
  expect(graph.node('a')?.origins.map(({ name }) => name)).toEqual(['n', 'm', 'a']);
  await keepsTheFunction(fuseNormScale(), text(...nodes), 'original');
});

it('takes a factor alone, or a summand alone, written as the last dimensions', async () => {
  const scaled = ['n: n = RMSNormalization(x) {axes: [3]}', 'm: y = Mul(n, row)'];
  expect((await run(...scaled)).shape).toEqual(['m: y = RMSNormalization(x, row)']);
  const directed = ['n: n = L2Normalization(x, two) {axes: [1]}', 'm: y = Mul(c, n)'];
  expect((await run(...directed)).shape).toEqual(['m: y = L2Normalization(x, two)']);
  await keepsTheFunction(fuseNormScale(), text(...directed), 'original');
  const shifted = ['n: n = LayerNormalization(x) {axes: [3]}', 'm: y = Add(n, row)'];
  expect((await run(...shifted)).shape).toEqual(['m: y = LayerNormalization(x, _, row)']);
});

it('takes one number for all, as a vector of one, also times a scale of many', async () => {
  const alone = ['n: n = LayerNormalization(x) {axes: [3]}', 'm: y = Mul(n, two)'];
  const { graph } = await run(...alone);
  expect(
    graph
      .node('m')!
      .inputs.slice(1)
      .map((id) => constantOf(graph, id)),
  ).toMatchObject([{ shape: [1], data: Float32Array.of(2) }]);
  const both = ['n: n = LayerNormalization(x, row, rows) {axes: [3]}', 'm: y = Mul(two, n)'];
  expect((await run(...both)).shape).toEqual(['m: y = LayerNormalization(x, row, rows)']);
  await keepsTheFunction(fuseNormScale(), text(...both), 'original');
});

it('multiplies and adds to the scale and bias that are there', async () => {
  const nodes = ['n: n = InstanceNormalization(x, v, v)', 'm: m = Mul(c, n)', 'a: y = Add(m, two)'];
  const { graph } = await run(...nodes);
  const [, scale, bias] = graph.node('a')!.inputs.map((id) => constantOf(graph, id));
  expect([scale, bias].map((part) => [...(part?.data ?? [])])).toEqual([
    [2, 30, 400],
    [4, 32, 402],
  ]);
  await keepsTheFunction(fuseNormScale(), text(...nodes), 'original');
});

it('leaves a product that the user wants on the BPU', async () => {
  const nodes = text('n: n = LayerNormalization(x) {axes: [3]}', 'm: y = Mul(n, row)');
  const { before, graph } = await runPass(fuseNormScale(['m']), nodes, 'original');
  expect(graph).toBe(before);
});

describe('nothing happens', () => {
  const layer = 'n: n = LayerNormalization(x) {axes: [3]}';
  it.each([
    ['to a summand behind RMSNormalization', ['n: n = RMSNormalization(x) {axes: [3]}', 'a: y = Add(n, row)']],
    [
      'to a constant that makes the tensor larger',
      ['r: r = Reshape(x) {shape: [1, 6, 4, 5]}', 'n: n = LayerNormalization(r) {axes: [3]}', 'a: y = Mul(n, wide)'],
    ],
    ['to a scale of places where it is of channels', ['n: n = InstanceNormalization(x)', 'a: y = Mul(n, row)']],
    [
      'to a constant of another shape than the scale',
      ['n: n = LayerNormalization(x, row) {axes: [3]}', 'a: y = Mul(n, c)'],
    ],
    [
      'to a constant of another length than the scale',
      ['n: n = LayerNormalization(x, rows) {axes: [3]}', 'a: y = Mul(n, grid)'],
    ],
    ['to a constant of more dimensions', [layer, 'a: y = Mul(n, five)']],
    ['to a computed scale', ['n: n = InstanceNormalization(x, free)', 'a: y = Mul(n, c)']],
    ['to a product that clamps', [layer, 'a: y = Mul(n, row) {min: 0}']],
    ['when somebody else reads the normalisation', [layer, 'a: y = Mul(n, row)', 'z: z = Relu(n)', 'output z']],
    ['to a product of two tensors', [layer, 'a: y = Mul(n, x)']],
    ['to a summand behind L2Normalization', ['n: n = L2Normalization(x) {axes: [1]}', 'a: y = Add(n, c)']],
  ])('%s', async (_, nodes) => {
    const { before, graph } = await run(...nodes);
    expect(graph).toBe(before);
  });
});
