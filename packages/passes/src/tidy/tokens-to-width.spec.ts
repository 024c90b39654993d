import type { GraphView, Node } from '@openbpu/ir';
import { Conv } from '@openbpu/ops';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { TokensToWidth } from './tokens-to-width';
import { marchWith } from './march.fixture';

const OPS = ['Conv', 'Relu', 'Add', 'Concat', 'Mul', 'Softmax'];
const isBatch = (node: Node, graph: GraphView) => graph.value(node.outputs[0]).type.shape[0] > 2;
const pass = new TokensToWidth(marchWith(OPS, isBatch));
const HEAD =
  'input x: float32[5x3x1x1] NCHW\nconst w: float32[4x3x1x1] = seed 1\nconst b: float32[4] = seed 2\n' +
  'const k: float32[1x4x1x1] = seed 3\nconst v: float32[4x1x1x1] = seed 4\nconst all: float32[5x1x1x1] = seed 5\n' +
  'const low: float32[4x1x1] = seed 6\nconst more: float32[5x2x1x1] = seed 7\ninput z: float32[5x1x1x1]\n' +
  'input big: float32[5x4x2x3]\n';
const CONV = 'n: a = Conv(x, w, b) {kernel: [1, 1]}\n';

it('lays them along the width, with what hangs together', async () => {
  const text =
    `${HEAD}${CONV}r: c = Relu(a)\nd: e = Conv(c, v) {kernel: [1, 1], group: 4, strides: [2, 3], dilations: [1, 2]}\np: f = Add(a, e) {max: 3}\n` +
    'm: g = Mul(f, k)\nj: h = Concat(g, c) {axis: 1}\ns: y = Softplus(h)\noutput y\noutput c';
  const { graph, shape } = await runPass(pass, text, 'original');
  expect(graph.value(graph.node('p')!.outputs[0]).type.shape).toEqual([1, 4, 1, 5]);
  expect(graph.value(graph.node('s')!.inputs[0]).type.shape).toEqual([1, 8, 1, 5]);
  expect(shape.filter((line) => line.includes('Transpose('))).toHaveLength(3);
  await keepsTheFunction(pass, text, 'original');
});

it.each([
  ['a function before the convolution', 'm: c = Relu(x)\nn: y = Conv(c, w, b) {kernel: [1, 1]}'],
  ['a product by a constant of three axes', `${CONV}m: y = Mul(a, low)`],
  ['a sum of a value with itself', `${CONV}m: y = Add(a, a)`],
  ['channels put side by side, counted from the end', `${CONV}m: y = Concat(a, a) {axis: -3}`],
  ['a convolution without a bias', 'm: c = Conv(x, w, _) {kernel: [1, 1]}\nn: y = Relu(c)'],
])('takes %s along', async (_, nodes) => {
  const text = `${HEAD}${nodes}\noutput y`;
  const { graph, shape } = await runPass(pass, text, 'original');
  expect(graph.value(graph.node('m')!.outputs[0]).type.shape).toMatchObject([1, expect.any(Number), 1, 5]);
  expect(shape.filter((line) => line.includes('Transpose('))).toHaveLength(2);
  await keepsTheFunction(pass, text, 'original');
});

it('lays a value along the width once for all who read it, and back for who stays', async () => {
  const text =
    `${HEAD}${CONV}q: c = Conv(x, w) {kernel: [1, 1]}\np: f = Add(a, c)\nr: g = Relu(f)\n` +
    's: y = Softmax(f) {axis: 0}\noutput y\noutput g';
  const { shape } = await runPass(pass, text, 'original');
  expect(shape).toEqual([
    'x_line: x_line = Reshape(x)',
    'x_width: x_width = Transpose(x_line)',
    'n: a_tokens = Conv(x_width, w, b)',
    'q: c_tokens = Conv(x_width, w)',
    'p: f_tokens = Add(a_tokens, c_tokens)',
    'f_back: f_back = Transpose(f_tokens)',
    'f_reshape_output: f = Reshape(f_back)',
    's: y = Softmax(f)',
    'r: g_tokens = Relu(f_tokens)',
    'g_back: g_back = Transpose(g_tokens)',
    'g_reshape_output: g = Reshape(g_back)',
  ]);
  await keepsTheFunction(pass, text, 'original');
});

it.each([
  'Softmax(a) {axis: 0}',
  'Concat(a, a) {axis: 0}',
  'Concat(a, more) {axis: 1}',
  'Add(a, z)',
  'Add(a, big)',
  'Div(a, a)',
])('stops at %s', async (node) => {
  const text = `${HEAD}${CONV}m: y = ${node}\noutput y`;
  const { shape } = await runPass(pass, text, 'original');
  expect(shape).toContain('a_reshape_output: a = Reshape(a_back)');
  expect(shape).toContain(`m: y = ${node.replace(/ \{.*/, '')}`);
  await keepsTheFunction(pass, text, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['to rows of pixels', `${HEAD}${CONV}output a`.replace('5x3x1x1] NCHW', '5x3x2x1] NCHW')],
    [
      'to a window that steps over the second pixel',
      `${HEAD}n: a = Conv(x, w, b) {kernel: [1, 1], strides: [1, 2]}\noutput a`.replace(
        '5x3x1x1] NCHW',
        '5x3x1x2] NCHW',
      ),
    ],
    [
      'to a window that steps over a column of its pads',
      `${HEAD}n: a = Conv(x, w, b) {kernel: [1, 1], strides: [1, 2], pads: [0, 0, 0, 1]}\noutput a`,
    ],
    [
      'to a window that steps over a row of its pads',
      `${HEAD}n: a = Conv(x, w, b) {kernel: [1, 1], strides: [2, 1], pads: [0, 0, 1, 0]}\noutput a`,
    ],
    [
      'to a window larger than the pixel',
      `${HEAD}const u: float32[4x3x3x1] = seed 9\nn: a = Conv(x, u, b) {kernel: [3, 1], pads: [1, 0, 1, 0]}\noutput a`,
    ],
    ['to computed weights', `${HEAD}input u: float32[4x3x1x1]\nn: a = Conv(x, u) {kernel: [1, 1]}\noutput a`],
    ['to constants', `${HEAD}const t: float32[5x3x1x1] = seed 9\nn: a = Conv(t, w, b) {kernel: [1, 1]}\noutput a`],
    ['to a batch that the march takes', `${HEAD}${CONV}output a`.replace('5x3x1x1] NCHW', '2x3x1x1] NCHW')],
    ['to images of more than a pixel', `${HEAD}${CONV}output a`.replace('5x3x1x1] NCHW', '5x3x1x2] NCHW')],
    ['to a window with pads', `${HEAD}n: a = Conv(x, w, b) {kernel: [1, 1], pads: [0, 0, 0, 1]}\noutput a`],
  ])('%s', async (_, text) => {
    const { before, graph } = await runPass(pass, text, 'original');
    expect(graph).toBe(before);
  });

  it('to a single token', async () => {
    const text = `${HEAD}${CONV}output a`.replace('5x3x1x1] NCHW', '1x3x1x1] NCHW');
    const noInput = new TokensToWidth(marchWith(OPS, ({ inputs }) => inputs[0] === 'x'));
    const { before, graph } = await runPass(noInput, text, 'original');
    expect(graph).toBe(before);
  });

  it('where one of the convolutions is refused along the width as well', async () => {
    const text = `${HEAD}${CONV}d: e = Conv(a, v) {kernel: [1, 1], group: 4}\noutput e`;
    const plain = new TokensToWidth(
      marchWith(OPS, (node, graph) => isBatch(node, graph) || (Conv.is(node) && node.attrs.group > 1)),
    );
    const { before, graph } = await runPass(plain, text, 'original');
    expect(graph).toBe(before);
  });

  it('where the march refuses the width as well', async () => {
    const { before, graph } = await runPass(new TokensToWidth(marchWith([])), `${HEAD}${CONV}output a`, 'original');
    expect(graph).toBe(before);
  });
});

it('stops at a constant that differs from token to token', async () => {
  const text = `${HEAD}${CONV}m: y = Mul(a, all)\noutput y`;
  const { shape } = await runPass(pass, text, 'original');
  expect(shape.at(-1)).toBe('m: y = Mul(a, all)');
  await keepsTheFunction(pass, text, 'original');
});
