import { Conv, Pad } from '@openbpu/ops';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { marchWith } from './march.fixture';
import { WindowToBlocks } from './window-to-blocks';

const OPS = ['Conv', 'Pad', 'SpaceToDepth'];
const pass = new WindowToBlocks(marchWith(OPS, (node) => Conv.is(node) && Math.max(...node.attrs.kernel) > 3));
const conv = (size: string, kernel: readonly number[], attrs: string, channels = 3) =>
  `input x: float32[1x${channels}x${size}] NCHW\nconst w: float32[4x3x${kernel.join('x')}] = seed 1\n` +
  `const b: float32[4] = seed 2\nc: y = Conv(x, w, b) {kernel: [${kernel.join(', ')}], ${attrs}}\noutput y`;

it('takes a window of stride 4 over blocks of blocks', async () => {
  const text = conv('20x20', [11, 11], 'strides: [4, 4], pads: [2, 2, 2, 2], min: 0.0');
  const { shape, graph } = await runPass(pass, text, 'original');
  expect(shape).toEqual([
    'c_pad: c_pad = Pad(x)',
    'c_blocks: c_blocks = SpaceToDepth(c_pad)',
    'c_blocks_1: c_blocks_1 = SpaceToDepth(c_blocks)',
    'c: y = Conv(c_blocks_1, w, b)',
  ]);
  expect(graph.node('c_pad')?.attrs).toMatchObject({ pads: [0, 0, 2, 2, 0, 0, 2, 2], value: 0 });
  expect(graph.node('c')?.attrs).toMatchObject({ kernel: [3, 3], strides: [1, 1], pads: [0, 0, 0, 0], min: 0 });
  expect(graph.value('c_blocks_1').type.shape).toEqual([1, 48, 6, 6]);
  expect(graph.nodes.every(({ origins }) => origins[0].name === 'c')).toBe(true);
  await keepsTheFunction(pass, text, 'original');
});

it('pads nothing where blocks fill the image', async () => {
  const text = conv('12x10', [4, 5], 'strides: [2, 2]');
  const { shape } = await runPass(pass, text, 'original');
  expect(shape).toEqual(['c_blocks: c_blocks = SpaceToDepth(x)', 'c: y = Conv(c_blocks, w, b)']);
  await keepsTheFunction(pass, text, 'original');
});

it.each([
  ['stride 2', '13x17', [5, 5], 'strides: [2, 2], pads: [2, 2, 2, 2]'],
  ['stride 64', '64x64', [4, 4], 'strides: [64, 64]'],
  ['stride 8', '40x33', [17, 9], 'strides: [8, 8], pads: [5, 4, 6, 7]'],
  ['a window that is not square', '12x20', [1, 7], 'strides: [4, 4], pads: [0, 3, 0, 3]'],
  ['rows alone to pad', '11x16', [5, 4], 'strides: [4, 4]'],
])('keeps the function with %s', async (_, size, kernel, attrs) => {
  const { before, graph } = await runPass(pass, conv(size, kernel, attrs), 'original');
  expect(graph).not.toBe(before);
  await keepsTheFunction(pass, conv(size, kernel, attrs), 'original');
});

it.each([
  ['a window the march takes', conv('9x9', [3, 3], 'strides: [2, 2], pads: [1, 1, 1, 1]'), pass],
  ['stride 1', conv('9x9', [5, 5], 'strides: [1, 1]'), pass],
  ['stride 3', conv('9x9', [5, 5], 'strides: [3, 3]'), pass],
  ['a stride above 64', conv('128x128', [5, 5], 'strides: [128, 128]'), pass],
  ['a stride beyond all memory', conv('9x9', [5, 5], 'strides: [4294967296, 4294967296]'), pass],
  ['strides that differ', conv('9x9', [5, 5], 'strides: [2, 4]'), pass],
  ['a dilation', conv('19x19', [5, 5], 'strides: [2, 2], dilations: [1, 2], pads: [1, 1, 9, 9]'), pass],
  ['groups', conv('9x9', [5, 5], 'strides: [2, 2], group: 2, pads: [1, 1, 2, 2]', 6), pass],
  ['what ends far before the image', conv('8x9', [4, 4], 'strides: [4, 4]'), pass],
  [
    'computed weights',
    'input x: float32[1x1x8x8] NCHW\ninput w: float32[1x1x4x4]\n' +
      'c: y = Conv(x, w) {kernel: [4, 4], strides: [4, 4]}\noutput y',
    pass,
  ],
  [
    'all to a march that pads nothing',
    conv('13x17', [5, 5], 'strides: [2, 2], pads: [2, 2, 2, 2]'),
    new WindowToBlocks(marchWith(OPS, (node) => Pad.is(node) || (Conv.is(node) && Math.max(...node.attrs.kernel) > 3))),
  ],
])('leaves %s', async (_, text, by) => {
  const { before, graph } = await runPass(by, text, 'original');
  expect(graph).toBe(before);
});
