import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { fuseScale } from './fuse-scale';
import { CONV } from './tidy.fixture';

const K =
  'const k: float32[4x1x1] = [2, -0.5, 3, 0.1]\nconst one: float32[1] = [1.5]\nconst wide: float32[6] = seed 9\n';
const run = (text: string) => runPass(fuseScale, text, 'original');

it.each(['Mul(c, k)', 'Mul(k, c)', 'Div(c, k)', 'Add(c, k)', 'Sub(c, k)', 'Sub(k, c)', 'Mul(c, one)', 'Add(one, c)'])(
  'folds %s',
  async (expression) => {
    const text = `${CONV}${K}s: y = ${expression}\noutput y`;
    const { shape, graph } = await run(text);
    expect(shape).toEqual(['conv: y = Conv(x, w, b)']);
    expect(graph.node('conv')?.origins).toEqual([{ name: 'conv' }, { name: 's' }]);
    await keepsTheFunction(fuseScale, text, 'original');
  },
);

it('folds a chain, and gives a bias to a convolution that has none', async () => {
  const text = `${CONV.replace('Conv(x, w, b)', 'Conv(x, w)')}${K}m: d = Mul(c, k)\na: y = Add(d, k)\noutput y`;
  expect((await run(text)).shape).toEqual(['conv: y = Conv(x, w, conv_bias)']);
  await keepsTheFunction(fuseScale, text, 'original');
});

it('folds into a transposed convolution of unequal groups, window and channels', async () => {
  const text =
    'input x: float32[2x6x4x3] NCHW\nconst w: float32[6x2x2x5] = seed 1\nconst b: float32[4] = seed 2\n' +
    `t: c = ConvTranspose(x, w, b) {kernel: [2, 5], strides: [2, 1], group: 2}\n${K}s: y = Sub(k, c)\noutput y`;
  expect((await run(text)).shape).toHaveLength(1);
  await keepsTheFunction(fuseScale, text, 'original');
});

it.each([1, 2])('folds into a transposed convolution of %d groups', async (group) => {
  const text =
    `input x: float32[1x4x5x5] NCHW\nconst w: float32[4x${4 / group}x3x3] = seed 1\n` +
    `t: c = ConvTranspose(x, w) {kernel: [3, 3], group: ${group}}\n${K}s: y = Mul(c, k)\noutput y`;
  expect((await run(text)).shape).toHaveLength(1);
  await keepsTheFunction(fuseScale, text, 'original');
});

it('folds the bias behind a matrix product', async () => {
  const text =
    'input m: float32[3x8]\nconst w: float32[5x8] = seed 5\nconst b: float32[5] = seed 6\n' +
    'fc: c = Gemm(m, w)\na: y = Add(c, b)\noutput y';
  expect((await run(text)).shape).toEqual(['fc: y = Gemm(m, w, fc_bias)']);
  await keepsTheFunction(fuseScale, text, 'original');
});

it('leaves weights as they are behind which something is only added', async () => {
  const found = async (expression: string) => {
    const { before, graph } = await run(`${CONV}${K}s: y = ${expression}\noutput y`);
    return graph.value('w').constant === before.value('w').constant;
  };
  expect([await found('Add(c, k)'), await found('Sub(c, k)'), await found('Sub(k, c)')]).toEqual([true, true, false]);
});

describe('nothing happens', () => {
  it.each([
    ['when somebody else reads the convolution', 's: y = Mul(c, k)\nr: z = Relu(c)\noutput y\noutput z'],
    ['when the convolution is an output', 's: y = Mul(c, k)\noutput y\noutput c'],
    ['to a constant along the width', 's: y = Mul(c, wide)\noutput y'],
    ['to two computed operands', 's: y = Mul(c, c)\noutput y'],
    ['to a division by the convolution', 's: y = Div(k, c)\noutput y'],
    ['to arithmetic that clamps', 's: y = Mul(c, k) {min: 0}\noutput y'],
    ['behind another op', 'r: d = Sigmoid(c)\ns: y = Mul(d, k)\noutput y'],
  ])('%s', async (_, tail) => {
    const { before, graph } = await run(`${CONV}${K}${tail}`);
    expect(graph).toBe(before);
  });

  it('behind a folded activation', async () => {
    const { before, graph } = await run(
      `${CONV.replace('kernel: [3, 3]', 'kernel: [3, 3], min: 0')}${K}s: y = Mul(c, k)\noutput y`,
    );
    expect(graph).toBe(before);
  });
});
