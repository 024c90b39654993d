import { Conv } from '@openbpu/ops';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { WindowToPixel } from './window-to-pixel';
import { marchWith } from './march.fixture';

const pass = new WindowToPixel(marchWith(['Conv'], (node) => Conv.is(node) && node.attrs.kernel[1] > 7));
const text = (attrs = '', weight = '5x3x2x8', x = '2x3x2x8') =>
  `input x: float32[${x}] NCHW\nconst w: float32[${weight}] = seed 1\nconst b: float32[5] = seed 2\n` +
  `n: y = Conv(x, w, b) {kernel: [${weight.split('x').slice(2)}]${attrs}}\noutput y`;

it('flattens the image before a window that is too wide', async () => {
  const { shape, graph } = await runPass(pass, text(', min: 0'), 'original');
  expect(shape).toEqual(
    ['n_reshape_input: n_reshape_input = Reshape(x)', 'n: y = Conv(n_reshape_input, w_1, b)'].map((line) =>
      line.replace('w_1', graph.node('n')!.inputs[1]),
    ),
  );
  expect(graph.node('n')?.attrs).toMatchObject({ kernel: [1, 1], min: 0 });
  expect(graph.value(graph.node('n')!.inputs[1]).type.shape).toEqual([5, 48, 1, 1]);
  await keepsTheFunction(pass, text(', min: 0'), 'original');
});

it.each([
  ['a square', text(', strides: [2, 3], dilations: [1, 1]', '5x3x8x8', '2x3x8x8')],
  ['a row, whatever its dilation from row to row', text(', dilations: [2, 1]', '5x3x1x8', '2x3x1x8')],
])('flattens %s', async (_, graphText) => {
  const { graph } = await runPass(pass, graphText, 'original');
  expect(graph.node('n')?.attrs).toMatchObject({ kernel: [1, 1], strides: [1, 1], dilations: [1, 1] });
  await keepsTheFunction(pass, graphText, 'original');
});

it.each([
  ['the march takes it', text('', '5x3x2x7', '2x3x2x7')],
  ['the window stands in more than one place', text('', '5x3x2x8', '2x3x3x8')],
  ['the window stands in more than one column', text('', '5x3x2x8', '2x3x2x9')],
  ['the window has pads', text(', pads: [0, 0, 0, 1]')],
  ['there are groups', text(', group: 3', '6x1x2x8').replace('float32[5]', 'float32[6]')],
  ['the weights are computed', text().replace('const w: float32[5x3x2x8] = seed 1', 'input w: float32[5x3x2x8]')],
  ['it is no convolution', text().replace(/n: .*/, 'n: y = MaxPool(x) {kernel: [2, 8]}')],
  ['it has pads', text(', pads: [0, 0, 0, 1]', '5x3x2x8', '2x3x2x7')],
])('does nothing where %s', async (_, graphText) => {
  const { before, graph } = await runPass(pass, graphText, 'original');
  expect(graph).toBe(before);
});

it('does nothing to a pixel, for whatever reason the march refuses it', async () => {
  const noInput = new WindowToPixel(marchWith(['Conv'], ({ op, inputs }) => op.name === 'Conv' && inputs[0] === 'x'));
  const { before, graph } = await runPass(noInput, text('', '5x3x1x1', '2x3x1x1'), 'original');
  expect(graph).toBe(before);
});

it('does nothing where the march refuses the pixel as well', async () => {
  const { before, graph } = await runPass(new WindowToPixel(marchWith([])), text(), 'original');
  expect(graph).toBe(before);
});
