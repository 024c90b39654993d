import type { Constraint } from '@openbpu/core';
import { inputTypes } from '@openbpu/ir';
import { Conv } from '@openbpu/ops';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { PadToDilation } from './pad-to-dilation';

const rule: Constraint = {
  id: 'test/Conv/dilation',
  sentence: 'height and width are multiples of the dilation',
  appliesTo: ['Conv'],
  check: (node, graph) =>
    !Conv.is(node) ||
    inputTypes(graph, node)[0]!
      .shape.slice(2)
      .every((size, i) => size % node.attrs.dilations[i] === 0) ||
    'it is no multiple',
};
const policy = { quantise: { Conv: 'active', Pad: 'passive', Slice: 'passive' } } as const;
const pass = new PadToDilation({ constraints: [rule], policy });
const conv = (size: string, attrs: string) =>
  `input x: float32[1x2x${size}] NCHW\nconst w: float32[2x2x3x3] = seed 1\n` +
  `c: y = Conv(x, w) {kernel: [3, 3], ${attrs}}\noutput y`;

it.each([
  ['right', '6x7', 'dilations: [3, 3], pads: [3, 3, 3, 3]', [0, 0, 0, 0, 0, 0, 0, 2], [3, 3, 3, 1]],
  ['bottom', '7x6', 'dilations: [3, 3], pads: [0, 3, 2, 3]', [0, 0, 0, 0, 0, 0, 2, 0], [0, 3, 0, 3]],
  [
    'both ends where one does not suffice',
    '9x7',
    'dilations: [4, 3], pads: [2, 1, 1, 1]',
    [0, 0, 2, 1, 0, 0, 1, 1],
    [0, 0, 0, 0],
  ],
])('takes the pads from the %s', async (_, size, attrs, pads, left) => {
  const { shape, graph } = await runPass(pass, conv(size, attrs), 'original');
  expect(shape).toEqual(['c_pad: c_pad = Pad(x)', 'c: y = Conv(c_pad, w)']);
  expect([graph.node('c_pad')?.attrs, graph.node('c')?.attrs]).toMatchObject([{ pads, value: 0 }, { pads: left }]);
  expect(graph.node('c_pad')?.origins).toEqual([{ name: 'c' }]);
  await keepsTheFunction(pass, conv(size, attrs), 'original');
});

it.each([
  ['what is a multiple already', conv('6x9', 'dilations: [3, 3], pads: [3, 3, 3, 3]')],
  [
    'another window',
    'input x: float32[1x2x6x7] NCHW\n' +
      'c: y = MaxPool(x) {kernel: [3, 3], dilations: [3, 3], pads: [2, 2, 2, 2]}\noutput y',
  ],
])('leaves %s', async (_, text) => {
  const { before, graph } = await runPass(pass, text, 'original');
  expect(graph).toBe(before);
});

it.each([
  ['rows', '7x9', 'pads: [0, 1, 1, 1]', [0, 0, 0, 0, 0, 0, 2, 0], [0, 1, 0, 1], [2], [2]],
  ['columns', '9x8', '', [0, 0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0], [3], [2]],
  ['both', '7x7', 'pads: [1, 0, 0, 0], min: 0', [0, 0, 1, 0, 0, 0, 1, 2], [0, 0, 0, 0], [2, 3], [2, 1]],
] as const)(
  'leaves out the %s that are too many where the pads do not suffice',
  async (_, size, more, pads, left, axes, ends) => {
    const text = conv(size, ['dilations: [3, 3]', more].filter(Boolean).join(', '));
    const { shape, graph } = await runPass(pass, text, 'original');
    expect(shape).toEqual(['c_pad: c_pad = Pad(x)', 'c: y_padded = Conv(c_pad, w)', 'c_slice: y = Slice(y_padded)']);
    expect([graph.node('c_pad'), graph.node('c'), graph.node('c_slice')]).toMatchObject([
      { attrs: { pads } },
      { attrs: { pads: left } },
      { attrs: { axes, ends }, origins: [{ name: 'c' }] },
    ]);
    await keepsTheFunction(pass, text, 'original');
  },
);

it('leaves what would need a Slice to a march that has none', async () => {
  const without = new PadToDilation({ constraints: [rule], policy: { quantise: { Conv: 'active', Pad: 'passive' } } });
  const { before, graph } = await runPass(without, conv('8x7', 'dilations: [3, 3], pads: [1, 0, 1, 1]'), 'original');
  expect(graph).toBe(before);
});

it('leaves everything to a march without such a rule', async () => {
  const { before, graph } = await runPass(
    new PadToDilation({ constraints: [], policy }),
    conv('6x7', 'dilations: [3, 3], pads: [3, 3, 3, 3]'),
    'original',
  );
  expect(graph).toBe(before);
});
