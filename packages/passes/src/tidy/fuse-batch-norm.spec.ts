import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { batchNormToConv, fuseBatchNorm } from './fuse-batch-norm';
import { CONV } from './tidy.fixture';

const BN = `
const g: float32[4] = seed 11
const beta: float32[4] = seed 12
const mu: float32[4] = seed 13
const var: float32[4] = [0.5, 1, 2, 0]
bn: y = BatchNormalization(c, g, beta, mu, var) {epsilon: 0.001}
output y`;

it('folds into the convolution before it and keeps the function', async () => {
  const { shape } = await runPass(fuseBatchNorm, CONV + BN, 'original');
  expect(shape).toEqual(['conv: y = Conv(x, w, b)']);
  await keepsTheFunction(fuseBatchNorm, CONV + BN, 'original');
});

it('gives a bias to a convolution that has none', async () => {
  const text = CONV.replace('Conv(x, w, b)', 'Conv(x, w)') + BN;
  expect((await runPass(fuseBatchNorm, text, 'original')).shape).toEqual(['conv: y = Conv(x, w, conv_bias)']);
  await keepsTheFunction(fuseBatchNorm, text, 'original');
});

it.each([1, 2])('folds into a transposed convolution of %d groups', async (group) => {
  const text =
    `input x: float32[1x4x5x5] NCHW\nconst w: float32[4x${4 / group}x3x3] = seed 1\n` +
    `conv: c = ConvTranspose(x, w) {kernel: [3, 3], strides: [2, 2], group: ${group}}\n${BN}`;
  expect((await runPass(fuseBatchNorm, text, 'original')).shape).toHaveLength(1);
  await keepsTheFunction(fuseBatchNorm, text, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['when somebody else reads the convolution', `${CONV}${BN}\ns: z = Relu(c)\noutput z`],
    ...['g', 'beta', 'mu', 'var'].map((name) => [
      `where "${name}" is computed`,
      `${CONV}${BN}`.replace(new RegExp(`const ${name}: float32\\[4\\] = .*`), `input ${name}: float32[4]`),
    ]),
    ['to computed weights', CONV.replace('const w: float32[4x3x3x3] = seed 1', 'input w: float32[4x3x3x3]') + BN],
    ['to a computed bias', CONV.replace('const b: float32[4] = seed 2', 'input b: float32[4]') + BN],
    ['when the convolution is an output', `${CONV}${BN}\noutput c`],
    ['behind an activation from above', CONV.replace('kernel: [3, 3]', 'kernel: [3, 3], max: 6') + BN],
    ['behind a folded activation', CONV.replace('kernel: [3, 3]', 'kernel: [3, 3], min: 0') + BN],
    ['without a convolution', `input c: float32[1x4x2x2] NCHW\n${BN}`],
  ])('%s', async (_, text) => {
    const { before, graph } = await runPass(fuseBatchNorm, text, 'original');
    expect(graph).toBe(before);
  });
});

it('leaves a lone BatchNormalization of a matrix', async () => {
  const { before, graph } = await runPass(batchNormToConv, `input c: float32[2x4]\n${BN}`, 'original');
  expect(graph).toBe(before);
});

it('makes a lone BatchNormalization a depthwise convolution', async () => {
  const text = `input c: float32[1x4x2x2] NCHW\n${BN}`;
  expect((await runPass(batchNormToConv, text, 'original')).shape).toEqual(['bn: y = Conv(c, bn_weight, bn_bias)']);
  await keepsTheFunction(batchNormToConv, text, 'original');
});
