import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { RankToFour } from './rank-to-four';
import { marchWith } from './march.fixture';

const OPS = ['Add', 'Mul', 'Sigmoid', 'Relu', 'Concat', 'Pad', 'Slice', 'Split', 'ReduceMean', 'Conv'];
const notFour = (ops: readonly string[]) =>
  marchWith(
    ops,
    ({ op, inputs }, graph) =>
      !['Reshape', 'Sigmoid'].includes(op.name) && graph.value(inputs[0]).type.shape.length !== 4,
  );
const withReshape = new RankToFour(notFour([...OPS, 'Reshape']));
const without = new RankToFour(notFour(OPS));
const HEAD = 'input x: float32[2x3x4]\ninput z: float32[2x3x4]\nconst k: float32[4] = seed 1\n';
const ENDS = 's: y = Sigmoid(u)\noutput y';

it.each([
  ['a = Relu(x)', 'u = Relu(x)', [2, 3, 1, 4]],
  ['a sum', 'u = Add(x, z) {min: 0}', [2, 3, 1, 4]],
  ['a product by a row', 'u = Mul(x, k)', [2, 3, 1, 4]],
  ['Concat', 'u = Concat(x, z) {axis: -1}', [2, 3, 1, 8]],
  ['Concat of rows', 'u = Concat(x, z) {axis: 1}', [2, 6, 1, 4]],
  ['Pad', 'u = Pad(x) {pads: [0, 1, 2, 0, 0, 3], value: 2}', [2, 4, 1, 9]],
  ['Slice', 'u = Slice(x) {starts: [1, 0], ends: [3, 9], axes: [-1, 1]}', [2, 3, 1, 2]],
  ['ReduceMean', 'u = ReduceMean(x) {axes: [-1]}', [2, 3, 1, 1]],
])('carries out %s', async (_, node, shape) => {
  const text = `${HEAD}r: q = Sigmoid(x)\nn: ${node.replace(/\bx\b/, 'q')}\n${ENDS}`;
  const { graph } = await runPass(withReshape, text, 'original');
  expect(graph.value(graph.node('n')!.outputs[0]).type.shape).toEqual(shape);
  await keepsTheFunction(withReshape, text, 'original');
});

it('splits, and takes matrices', async () => {
  const text =
    'input x: float32[6x4]\nr: q = Sigmoid(x)\nn: a, b = Split(q) {axis: 1, sizes: [1, 3]}\n' +
    's: y = Sigmoid(a)\nt: z = Sigmoid(b)\noutput y\noutput z';
  const { graph } = await runPass(withReshape, text, 'original');
  expect(graph.value(graph.node('n')!.inputs[0]).type.shape).toEqual([6, 4, 1, 1]);
  await keepsTheFunction(withReshape, text, 'original');
});

const IMAGE =
  'input x: float32[6x4x1x1]\ninput z: float32[6x4x1x1]\nr: p = Reshape(x) {shape: [2, 3, 4]}\n' +
  't: q = Reshape(z) {shape: [2, 3, 4]}\n';

it('takes the images its operands were, and needs no Reshape of the march then', async () => {
  const text = `${IMAGE}n: u = Add(p, q)\n${ENDS}`;
  const { graph } = await runPass(without, text, 'original');
  expect(graph.value(graph.node('n')!.outputs[0]).type.shape).toEqual([6, 4, 1, 1]);
  await keepsTheFunction(without, text, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['at rank 4', `${HEAD}r: q = Reshape(x) {shape: [1, 2, 3, 4]}\nn: u = Relu(q)\n${ENDS}`],
    ['to movements before the outputs', `${HEAD}r: q = Sigmoid(x)\nn: u = Concat(q, z) {axis: 1}\noutput u`],
    ['to movements behind the inputs', `${HEAD}n: u = Concat(x, z) {axis: 1}\n${ENDS}`],
    [
      'to a mean that drops its axes',
      `${HEAD}r: q = Sigmoid(x)\nn: u = ReduceMean(q) {axes: [1], keepdims: false}\n${ENDS}`,
    ],
    ['to operands of several ranks', `${HEAD}input m: float32[3x4]\nn: u = Add(x, m)\n${ENDS}`],
  ])('%s', async (_, text) => {
    const { before, graph } = await runPass(withReshape, text, 'original');
    expect(graph).toBe(before);
  });

  it('where Reshapes would be left and the march has none', async () => {
    const { before, graph } = await runPass(
      without,
      `${IMAGE}n: u = Add(p, x2)\n${ENDS}`.replace('input z', 'input x2: float32[2x3x4]\ninput z'),
      'original',
    );
    expect(graph).toBe(before);
  });
});
