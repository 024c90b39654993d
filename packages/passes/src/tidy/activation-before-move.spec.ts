import type { Constraint } from '@openbpu/core';
import { inputTypes } from '@openbpu/ir';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { ActivationBeforeMove } from './activation-before-move';
import { marchWith } from './march.fixture';

const images: Constraint = {
  id: 'test/rank',
  sentence: 'tensors are images',
  appliesTo: 'every-op',
  check: (node, graph) => inputTypes(graph, node)[0]?.shape.length === 4 || 'it is none',
};
const noReshape: Constraint = {
  id: 'test/Reshape',
  sentence: 'nothing is reshaped',
  appliesTo: ['Reshape'],
  check: () => 'it is reshaped',
};
const policy = {
  quantise: {
    Sigmoid: 'active',
    LeakyRelu: 'active',
    Softmax: 'active',
    Exp: 'active',
    ReduceMean: 'active',
    Slice: 'passive',
    Reshape: 'passive',
  },
} as const;
const pass = new ActivationBeforeMove({ constraints: [images, noReshape], policy });
const HEAD = 'input x: float32[1x2x3x4] NCHW\n';

it.each([
  'p: a = Reshape(x) {shape: [1, 12, 2]}\ns: y = Sigmoid(a)',
  'p: a = Reshape(x) {shape: [1, 24]}\ns: y = LeakyRelu(a) {alpha: 0.1}',
])('moves the function to the image: %j', async (nodes) => {
  const text = `${HEAD}${nodes}\noutput y`;
  expect((await runPass(pass, text, 'original')).shape).toEqual([
    expect.stringMatching(/^s: s_image = \w+\(x\)/),
    'p: y = Reshape(s_image)',
  ]);
  await keepsTheFunction(pass, text, 'original');
});

const ofInputs = new ActivationBeforeMove(
  marchWith(['Sigmoid', 'Transpose', 'Slice'], ({ op, inputs }) => op.name === 'Sigmoid' && inputs[0] !== 'x'),
);

it('moves the function before a Transpose', async () => {
  const text = `${HEAD}p: a = Transpose(x) {perm: [1, 3, 2, 0]}\ns: y = Sigmoid(a)\noutput y`;
  expect((await runPass(ofInputs, text, 'original')).shape).toEqual([
    's: s_image = Sigmoid(x)',
    'p: y = Transpose(s_image)',
  ]);
  await keepsTheFunction(ofInputs, text, 'original');
});

it('moves it before no other movement', async () => {
  const text = `${HEAD}p: a = Slice(x) {starts: [1], ends: [2], axes: [1]}\ns: y = Sigmoid(a)\noutput y`;
  const { before, graph } = await runPass(ofInputs, text, 'original');
  expect(graph).toBe(before);
});

describe('nothing happens', () => {
  it.each([
    ['to what the march takes', 'p: a = Reshape(x) {shape: [1, 4, 3, 2]}\ns: y = Sigmoid(a)\noutput y'],
    [
      'when the march refuses it there, too',
      'p: a = Reshape(x) {shape: [2, 12]}\nq: b = Reshape(a) {shape: [24]}\ns: y = Sigmoid(b)\noutput y',
    ],
    [
      'when somebody else reads the moved tensor',
      'p: a = Reshape(x) {shape: [1, 24]}\ns: y = Sigmoid(a)\nt: z = Exp(a)\noutput y\noutput z',
    ],
    [
      'to a function of more than an element',
      'p: a = Reshape(x) {shape: [1, 24]}\ns: y = Softmax(a) {axis: 1}\noutput y',
    ],
    [
      'behind another op',
      'p: a = Slice(x) {starts: [0], ends: [1], axes: [1], steps: [1]}\n' +
        'q: b = ReduceMean(a) {axes: [2], keepdims: false}\ns: y = Sigmoid(b)\noutput y',
    ],
  ])('%s', async (_, nodes) => {
    const { before, graph } = await runPass(pass, HEAD + nodes, 'original');
    expect(graph).toBe(before);
  });
});
