import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { fusePad } from './fuse-pad';

const X = 'input x: float32[1x3x6x6] NCHW\nconst w: float32[4x3x3x3] = seed 1\n';
const PAD = 'p: d = Pad(x) {pads: [0, 0, 1, 0, 0, 0, 2, 1]}\n';
const run = (text: string) => runPass(fusePad, text, 'original');

it.each([
  ['a convolution', `${PAD}n: y = Conv(d, w) {kernel: [3, 3], pads: [1, 1, 0, 0]}`, { pads: [2, 1, 2, 1] }],
  [
    'an average that counts nothing outside',
    `${PAD}n: y = AveragePool(d) {kernel: [3, 3], strides: [2, 2], pads: [1, 0, 1, 0]}`,
    { pads: [2, 0, 3, 1], counted: [1, 0, 2, 1] },
  ],
  [
    'an average that counts its pads',
    `${PAD}n: y = AveragePool(d) {kernel: [3, 3], pads: [1, 1, 1, 1], counted: [1, 0, 1, 1]}`,
    { pads: [2, 1, 3, 2], counted: [2, 0, 3, 2] },
  ],
  [
    'a maximum of what is never negative',
    `r: e = Relu(x)\n${PAD.replace('(x)', '(e)')}n: y = MaxPool(d) {kernel: [3, 3], strides: [2, 2]}`,
    { pads: [1, 0, 2, 1] },
  ],
  [
    'a maximum behind a clamp',
    `r: e = Clip(x) {min: 0, max: 6}\n${PAD.replace('(x)', '(e)')}n: y = MaxPool(d) {kernel: [3, 3]}`,
    { pads: [1, 0, 2, 1] },
  ],
  [
    'a maximum, of the lowest number',
    `${PAD.replace('1]}', '1], value: -1e30}')}n: y = MaxPool(d) {kernel: [3, 3]}`,
    { pads: [1, 0, 2, 1] },
  ],
  [
    'a maximum, of minus infinity',
    `${PAD.replace('1]}', '1], value: -Infinity}')}n: y = MaxPool(d) {kernel: [3, 3]}`,
    { pads: [1, 0, 2, 1] },
  ],
  [
    'a maximum of what is never below the border',
    `r: e = Tanh(x)\n${PAD.replace('(x)', '(e)').replace('1]}', '1], value: -1}')}n: y = MaxPool(d) {kernel: [3, 3]}`,
    { pads: [1, 0, 2, 1] },
  ],
  [
    'a maximum of what is never below a border above 0',
    `r: e = Clip(x) {min: 1, max: 6}\n${PAD.replace('(x)', '(e)').replace('1]}', '1], value: 0.5}')}` +
      'n: y = MaxPool(d) {kernel: [3, 2], strides: [1, 2]}',
    { pads: [1, 0, 2, 1] },
  ],
  [
    'a convolution of a window that is not square',
    `const v: float32[4x3x2x5] = seed 3\n${PAD}n: y = Conv(d, v) {kernel: [2, 5], dilations: [2, 1], strides: [1, 2]}`,
    { pads: [1, 0, 2, 1] },
  ],
])('folds into %s', async (_, nodes, attrs) => {
  const text = `${X}${nodes}\noutput y`;
  const { graph } = await run(text);
  expect([graph.node('p'), graph.node('n')]).toEqual([
    undefined,
    expect.objectContaining({ attrs: expect.objectContaining(attrs) as unknown }),
  ]);
  expect(graph.node('n')?.origins).toEqual([{ name: 'p' }, { name: 'n' }]);
  await keepsTheFunction(fusePad, text, 'original');
});

describe('nothing happens', () => {
  it.each([
    [
      'to a maximum of what may be below the border',
      `r: e = Tanh(x)\n${PAD.replace('(x)', '(e)').replace('1]}', '1], value: -0.5}')}` +
        'n: y = MaxPool(d) {kernel: [3, 3]}\noutput y',
    ],
    ['to a maximum above 0', `${PAD.replace('1]}', '1], value: 1}')}n: y = MaxPool(d) {kernel: [3, 3]}\noutput y`],
    [
      'to the lowest number before a convolution',
      `${PAD.replace('1]}', '1], value: -1e30}')}n: y = Conv(d, w) {kernel: [3, 3]}\noutput y`,
    ],
    [
      'when somebody else reads the border',
      `${PAD}n: y = Conv(d, w) {kernel: [3, 3]}\nr: z = Relu(d)\noutput y\noutput z`,
    ],
    [
      'to a border of another value',
      `p: d = Pad(x) {pads: [0, 0, 1, 1, 0, 0, 1, 1], value: 0.5}\nn: y = Conv(d, w) {kernel: [3, 3]}\noutput y`,
    ],
    [
      'to a mirrored border',
      `p: d = Pad(x) {pads: [0, 0, 1, 1, 0, 0, 1, 1], mode: "reflect"}\nn: y = Conv(d, w) {kernel: [3, 3]}\noutput y`,
    ],
    [
      'to a border that cuts',
      `p: d = Pad(x) {pads: [0, 0, -1, 1, 0, 0, 1, 1]}\nn: y = Conv(d, w) {kernel: [3, 3]}\noutput y`,
    ],
    [
      'to more channels',
      `p: d = Pad(x) {pads: [0, 0, 1, 1, 0, 2, 1, 1]}\nn: y = AveragePool(d) {kernel: [3, 3]}\noutput y`,
    ],
    ['before a maximum of anything', `${PAD}n: y = MaxPool(d) {kernel: [3, 3]}\noutput y`],
    [
      'before a maximum whose windows may see the border alone',
      `r: e = Relu(x)\n${PAD.replace('(x)', '(e)')}n: y = MaxPool(d) {kernel: [2, 2]}\noutput y`,
    ],
    [
      'before a dilated maximum',
      `r: e = Relu(x)\n${PAD.replace('(x)', '(e)')}n: y = MaxPool(d) {kernel: [3, 3], dilations: [2, 2]}\noutput y`,
    ],
    [
      'before a maximum dilated along the width',
      `r: e = Relu(x)\n${PAD.replace('(x)', '(e)')}n: y = MaxPool(d) {kernel: [3, 3], dilations: [1, 2]}\noutput y`,
    ],
    [
      'before a maximum dilated along the height',
      `r: e = Relu(x)\n${PAD.replace('(x)', '(e)')}n: y = MaxPool(d) {kernel: [3, 3], dilations: [2, 1]}\noutput y`,
    ],
    [
      'before a maximum whose windows may see the right border alone',
      `r: e = Relu(x)\n${PAD.replace('(x)', '(e)')}n: y = MaxPool(d) {kernel: [3, 1]}\noutput y`,
    ],
    ['behind another op', 'p: d = Relu(x)\nn: y = Conv(d, w) {kernel: [3, 3]}\noutput y'],
    ['before another op', `${PAD}n: y = Relu(d)\noutput y`],
  ])('%s', async (_, nodes) => {
    const { before, graph } = await run(X + nodes);
    expect(graph).toBe(before);
  });
});
