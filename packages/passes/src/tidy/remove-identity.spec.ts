import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { removeDeadNodes } from './remove-dead-nodes';
import { removeIdentity } from './remove-identity';

const HEAD = 'input x: float32[1x2x3x4] NCHW\nr: a = Relu(x)\n';

it.each([
  'i: b = Identity(a)',
  'i: b = Transpose(a) {perm: [0, 1, 2, 3]}',
  'i: b = Reshape(a) {shape: [1, 2, 3, 4]}',
  'i: b = Concat(a) {axis: 1}',
  'i: b = Clip(a) {min: -1e30, max: 3.4e38}',
  'i: b = Clip(a) {min: -3.4e38, max: 1e30}',
  'i: b = AveragePool(a) {kernel: [1, 1]}',
  'i: b = MaxPool(a) {kernel: [1, 1]}',
])('removes %s', async (node) => {
  const text = `${HEAD}${node}\ns: y = Sigmoid(b)\noutput y`;
  expect((await runPass(removeIdentity, text, 'original')).shape).toEqual(['r: a = Relu(x)', 's: y = Sigmoid(a)']);
  await keepsTheFunction(removeIdentity, text, 'original');
});

it('keeps the name of an output', async () => {
  expect((await runPass(removeIdentity, `${HEAD}i: y = Identity(a)\noutput y`, 'original')).shape).toEqual([
    'r: y = Relu(x)',
  ]);
});

it.each([
  ['an output that is an input', 'input x: float32[2]\ni: y = Identity(x)\noutput y'],
  ['two outputs that would become one', `${HEAD}i: y = Identity(a)\noutput y\noutput a`],
  ['a clamp from below', `${HEAD}i: y = Clip(a) {min: -1, max: 3.4e38}\noutput y`],
  ['a clamp from above', `${HEAD}i: y = Clip(a) {min: -1e30, max: 6}\noutput y`],
  ['a pool over the height', `${HEAD}i: y = MaxPool(a) {kernel: [2, 1]}\noutput y`],
  ['a pool over the width', `${HEAD}i: y = AveragePool(a) {kernel: [1, 2]}\noutput y`],
  ['a pool that leaves columns out', `${HEAD}i: y = MaxPool(a) {kernel: [1, 1], strides: [1, 2]}\noutput y`],
  ['a pool that pads', `${HEAD}i: y = AveragePool(a) {kernel: [1, 1], pads: [0, 0, 0, 1]}\noutput y`],
  ['a real transpose', `${HEAD}i: y = Transpose(a) {perm: [0, 2, 3, 1]}\noutput y`],
  ['a real concatenation', `${HEAD}i: y = Concat(a, a) {axis: 1}\noutput y`],
  ['a real reshape', `${HEAD}i: y = Reshape(a) {shape: [1, 24]}\noutput y`],
])('leaves %s', async (_, text) => {
  const { before, graph } = await runPass(removeIdentity, text, 'original');
  expect(graph).toBe(before);
});

it('removes what nobody reads, and what only that read', async () => {
  const text = `${HEAD}d: b = Sigmoid(a)\ne: c = Relu(b)\ns: y = Sigmoid(a)\noutput y`;
  expect((await runPass(removeDeadNodes, text, 'original')).shape).toEqual(['r: a = Relu(x)', 's: y = Sigmoid(a)']);
  const half = `${HEAD}p: b, c = Split(a) {axis: 3, sizes: [1, 3]}\ns: y = Sigmoid(c)\noutput y`;
  const split = await runPass(removeDeadNodes, half, 'original');
  expect(split.graph).toBe(split.before);
  const alive = await runPass(removeDeadNodes, `${HEAD}s: y = Sigmoid(a)\noutput y`, 'original');
  expect(alive.graph).toBe(alive.before);
});
