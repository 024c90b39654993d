import type { Constraint } from '@openbpu/core';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { SplitToConvs } from './split-to-convs';
import { CONV } from './tidy.fixture';

const never: Constraint = {
  id: 'test/Split/never',
  sentence: 'nothing is split',
  appliesTo: ['Split'],
  check: () => 'it is split',
};
const policy = { quantise: { Conv: 'active', Sigmoid: 'active', Split: 'passive' } } as const;
const pass = new SplitToConvs({ constraints: [never], policy });
const TAIL = 's: p, q = Split(c) {axis: 1, sizes: [1, 3]}\nr: y = Sigmoid(p)\noutput y\noutput q';

it('computes each part with its own weights', async () => {
  const { shape, graph } = await runPass(pass, CONV + TAIL, 'original');
  expect(shape).toEqual(['conv_0: p = Conv(x, w_0, b_0)', 'r: y = Sigmoid(p)', 'conv_1: q = Conv(x, w_1, b_1)']);
  expect(graph.node('conv_1')?.origins).toEqual([{ name: 'conv' }, { name: 's' }]);
  await keepsTheFunction(pass, CONV + TAIL, 'original');
});

it('does without a bias, and keeps a clamp', async () => {
  const text =
    CONV.replace('Conv(x, w, b)', 'Conv(x, w)').replace('kernel: [3, 3]', 'kernel: [3, 3], min: 0, max: 0.5') +
    TAIL.replace('axis: 1', 'axis: -3');
  expect((await runPass(pass, text, 'original')).shape).toContain('conv_1: q = Conv(x, w_1)');
  await keepsTheFunction(pass, text, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['to another axis', CONV + TAIL.replace('axis: 1, sizes: [1, 3]', 'axis: 2, sizes: [2, 4]')],
    ['when somebody else reads the convolution', `${CONV}${TAIL}\nt: z = Relu(c)\noutput z`],
    [
      'to several groups',
      'input x: float32[1x4x6x6] NCHW\nconst w: float32[4x1x3x3] = seed 1\n' +
        `conv: c = Conv(x, w) {kernel: [3, 3], group: 4}\n${TAIL}`,
    ],
    ['to computed weights', CONV.replace('const w: float32[4x3x3x3] = seed 1', 'input w: float32[4x3x3x3]') + TAIL],
    ['to a computed bias', CONV.replace('const b: float32[4] = seed 2', 'input b: float32[4]') + TAIL],
    [
      'behind a transposed convolution',
      CONV.replace('Conv(x, w, b)', 'ConvTranspose(x, w)').replace('4x3x3x3', '3x4x3x3') + TAIL,
    ],
    ['to another op', `${CONV}r: y = Softplus(c)\noutput y`],
    ['behind another op', `input c: float32[1x4x6x6] NCHW\n${TAIL}`],
  ])('%s', async (_, text) => {
    const { before, graph } = await runPass(pass, text, 'original');
    expect(graph).toBe(before);
  });

  it('where the march splits', async () => {
    const { before, graph } = await runPass(new SplitToConvs({ constraints: [], policy }), CONV + TAIL, 'original');
    expect(graph).toBe(before);
  });
});
