import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { activationBeforeReshape } from './activation-before-reshape';

const HEAD = 'input x: float32[2x4x1x1] NCHW\nconst k: float32[4] = [0.1, 2, -1, 0]\nconst one: float32[1] = [0.1]\n';
const run = (text: string) => runPass(activationBeforeReshape, HEAD + text, 'original');

it.each([
  'Relu(a)',
  'Clip(a) {min: 0, max: 6}',
  'Sigmoid(a)',
  'LeakyRelu(a) {alpha: 0.1}',
  'PRelu(a, k)',
  'PRelu(a, one)',
])('moves %s', async (activation) => {
  const text = `p: a = Reshape(x) {shape: [0, -1]}\nr: y = ${activation}\noutput y`;
  const { shape } = await run(text);
  expect(shape).toEqual([expect.stringMatching(/^r: r_image = \w+\(x/), 'p: y = Reshape(r_image)']);
  await keepsTheFunction(activationBeforeReshape, HEAD + text, 'original');
});

it('moves a function of one element before whatever Reshape gives tokens their places', async () => {
  const text = 'p: a = Reshape(x) {shape: [1, 4, 2]}\nr: y = Sigmoid(a)\noutput y';
  expect((await run(text)).shape).toEqual(['r: r_image = Sigmoid(x)', 'p: y = Reshape(r_image)']);
  await keepsTheFunction(activationBeforeReshape, HEAD + text, 'original');
});

it('moves a function before the Reshape that drops two ones, of whatever rank', async () => {
  const text = 'input i: float32[2x4x3x1x1]\np: a = Reshape(i) {shape: [2, 4, 3]}\nr: y = Relu(a)\noutput y';
  expect((await run(text)).shape).toEqual(['r: r_image = Relu(i)', 'p: y = Reshape(r_image)']);
  await keepsTheFunction(activationBeforeReshape, HEAD + text, 'original');
});

describe('nothing happens', () => {
  it.each([
    [
      'behind an image of columns',
      'input i: float32[2x4x1x3] NCHW\np: a = Reshape(i) {shape: [2, 12]}\nr: y = Relu(a)\noutput y',
    ],
    ['behind five axes', 'input i: float32[2x4x1x1x3]\np: a = Reshape(i) {shape: [2, 12]}\nr: y = Relu(a)\noutput y'],
    ['behind a Transpose', 'p: a = Transpose(x) {perm: [1, 0, 2, 3]}\nr: y = Relu(a)\noutput y'],
    ['to an input', 'r: y = Relu(x)\noutput y'],
    [
      'when somebody else reads the Reshape',
      'p: a = Reshape(x) {shape: [2, 4]}\nr: y = Relu(a)\ns: z = Exp(a)\noutput y\noutput z',
    ],
    [
      'to slopes of channels when the Reshape mixes them',
      'const two: float32[2] = [1, 3]\np: a = Reshape(x) {shape: [4, 2]}\nr: y = PRelu(a, two)\noutput y',
    ],
    [
      'behind an image of more pixels',
      'input i: float32[2x4x3x1] NCHW\np: a = Reshape(i) {shape: [2, 12]}\nr: y = Relu(a)\noutput y',
    ],
    [
      'to a function of more than an element',
      'p: a = Reshape(x) {shape: [2, 4]}\nr: y = Softmax(a) {axis: 1}\noutput y',
    ],
  ])('%s', async (_, text) => {
    const { before, graph } = await run(text);
    expect(graph).toBe(before);
  });
});
