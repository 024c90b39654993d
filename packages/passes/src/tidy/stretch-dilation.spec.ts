import { Conv, Slice } from '@openbpu/ops';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { marchWith } from './march.fixture';
import { StretchDilation } from './stretch-dilation';

const isPower = (value: number) => Number.isInteger(Math.log2(value));
const march = marchWith(
  ['Conv', 'Slice', 'Pad', 'Concat'],
  (node) => Conv.is(node) && !node.attrs.dilations.every(isPower),
);
const pass = new StretchDilation(march);
const conv = (size: string, attrs: string, kernel = [3, 3]) =>
  `input x: float32[1x2x${size}] NCHW\nconst w: float32[3x2x${kernel.join('x')}] = seed 1\n` +
  `const b: float32[3] = seed 2\nc: y = Conv(x, w, b) {kernel: [${kernel.join(', ')}], ${attrs}}\noutput y`;

it('puts zeros behind the rows of a dilation, and takes the rows that count', async () => {
  const text = conv('7x16', 'dilations: [3, 4], pads: [3, 4, 3, 4]');
  const { shape, graph } = await runPass(pass, text, 'original');
  expect(shape).toEqual([
    'c_piece: c_piece = Slice(x)',
    'c_piece_1: c_piece_1 = Pad(c_piece)',
    'c_piece_2: c_piece_2 = Slice(x)',
    'c_piece_3: c_piece_3 = Pad(c_piece_2)',
    'c_piece_4: c_piece_4 = Slice(x)',
    'c_piece_5: c_piece_5 = Concat(c_piece_1, c_piece_3, c_piece_4)',
    'c: y_stretched = Conv(c_piece_5, w, b)',
    'c_piece_6: c_piece_6 = Slice(y_stretched)',
    'c_piece_7: c_piece_7 = Slice(y_stretched)',
    'c_piece_8: c_piece_8 = Slice(y_stretched)',
    'c_piece_9: y = Concat(c_piece_6, c_piece_7, c_piece_8)',
  ]);
  expect(graph.node('c')?.attrs).toMatchObject({ dilations: [4, 4], pads: [4, 4, 4, 4] });
  expect(graph.node('c_piece_1')?.attrs).toMatchObject({ pads: [0, 0, 0, 0, 0, 0, 1, 0], value: 0 });
  expect(graph.value('c_piece_5').type.shape).toEqual([1, 2, 9, 16]);
  expect(graph.nodes.every(({ origins }) => origins[0].name === 'c')).toBe(true);
});

it.each([
  ['both axes', '20x20', 'dilations: [12, 12], pads: [12, 12, 12, 12]'],
  ['columns alone', '9x11', 'dilations: [2, 3], pads: [2, 3, 2, 3]'],
  ['different dilations', '13x17', 'dilations: [5, 6], pads: [5, 6, 5, 6]'],
  ['pads that are no multiple', '11x13', 'dilations: [3, 5], pads: [4, 2, 1, 7]'],
  ['no pads', '15x14', 'dilations: [6, 5]'],
  ['pads of the begin alone', '8x8', 'dilations: [3, 3], pads: [6, 5, 0, 0]'],
  ['pads larger than the image', '4x5', 'dilations: [6, 7], pads: [14, 15, 13, 12]'],
  ['an activation', '9x9', 'dilations: [3, 3], pads: [3, 3, 3, 3], min: 0.0'],
])('keeps the function with %s', async (_, size, attrs) => {
  const { before, graph } = await runPass(pass, conv(size, attrs), 'original');
  expect(graph).not.toBe(before);
  await keepsTheFunction(pass, conv(size, attrs), 'original');
});

it('cuts nothing that is one piece', async () => {
  const text = conv('3x3', 'dilations: [3, 3], pads: [0, 0, 0, 1]', [1, 2]);
  const { shape, graph } = await runPass(pass, text, 'original');
  expect(shape).toEqual(['c: y = Conv(x, w, b)']);
  expect(graph.node('c')?.attrs).toMatchObject({ dilations: [4, 4], pads: [0, 0, 0, 2] });
  await keepsTheFunction(pass, text, 'original');
});

it.each([
  ['powers of two', conv('9x9', 'dilations: [2, 4], pads: [2, 4, 2, 4]'), pass],
  ['strides', conv('9x9', 'dilations: [3, 3], strides: [1, 3], pads: [3, 3, 3, 3]'), pass],
  [
    'all to a march that takes it',
    conv('9x9', 'dilations: [3, 3], pads: [3, 3, 3, 3]'),
    new StretchDilation(marchWith(['Conv', 'Slice', 'Pad', 'Concat'])),
  ],
  [
    'all to a march that has not the pieces',
    conv('9x9', 'dilations: [3, 3], pads: [3, 3, 3, 3]'),
    new StretchDilation(
      marchWith(
        ['Conv', 'Slice', 'Pad', 'Concat'],
        (node, graph) => march.constraints[0].check(node, graph) !== true || Slice.is(node),
      ),
    ),
  ],
])('leaves %s', async (_, text, by) => {
  const { before, graph } = await runPass(by, text, 'original');
  expect(graph).toBe(before);
});
