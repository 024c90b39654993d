import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { TokensToWidth } from './tokens-to-width';
import { marchWith } from './march.fixture';

const OPS = ['Conv', 'Relu', 'Add', 'Concat', 'Mul'];
const pass = new TokensToWidth(marchWith(OPS, (node, graph) => graph.value(node.outputs[0]).type.shape[0] > 2));
const HEAD =
  'input x: float32[5x3x1x1] NCHW\nconst w: float32[4x3x1x1] = seed 1\nconst b: float32[4] = seed 2\n' +
  'const k: float32[1x4x1x1] = seed 3\nconst v: float32[4x1x1x1] = seed 4\nconst all: float32[5x1x1x1] = seed 5\n';
const CONV = 'n: a = Conv(x, w, b) {kernel: [1, 1]}\n';

it('lays them along the width, with what hangs together', async () => {
  const text =
    `${HEAD}${CONV}r: c = Relu(a)\nd: e = Conv(c, v) {kernel: [1, 1], group: 4, strides: [2, 3], dilations: [1, 2]}\np: f = Add(a, e) {max: 3}\n` +
    'm: g = Mul(f, k)\nj: h = Concat(g, c) {axis: 1}\ns: y = Softplus(h)\noutput y\noutput c';
  const { graph, shape } = await runPass(pass, text, 'original');
  expect(graph.value(graph.node('p')!.outputs[0]).type.shape).toEqual([1, 4, 1, 5]);
  expect(shape.filter((line) => line.includes('Transpose('))).toHaveLength(3);
  await keepsTheFunction(pass, text, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['to a batch that the march takes', `${HEAD}${CONV}output a`.replace('5x3x1x1] NCHW', '2x3x1x1] NCHW')],
    ['to images of more than a pixel', `${HEAD}${CONV}output a`.replace('5x3x1x1] NCHW', '5x3x1x2] NCHW')],
    ['to a window with pads', `${HEAD}n: a = Conv(x, w, b) {kernel: [1, 1], pads: [0, 0, 0, 1]}\noutput a`],
  ])('%s', async (_, text) => {
    const { before, graph } = await runPass(pass, text, 'original');
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
