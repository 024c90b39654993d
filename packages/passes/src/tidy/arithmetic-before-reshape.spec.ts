import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { arithmeticBeforeReshape } from './arithmetic-before-reshape';

const HEAD =
  'input x: float32[6x3]\nconst w: float32[4x3] = seed 1\nconst b: float32[4] = seed 2\n' +
  'const one: float32[] = [1.5]\n' +
  'const deep: float32[1x1x4] = seed 3\nconst col: float32[3x1] = seed 4\n' +
  'g: a = Gemm(x, w)\nr: t = Reshape(a) {shape: [2, 3, 4]}\n';

it.each(['Add(t, b)', 'Add(b, t)', 'Sub(t, b)', 'Sub(b, t)', 'Mul(t, deep)', 'Mul(one, t)'])(
  'moves %s before the Reshape',
  async (sum) => {
    const text = `${HEAD}n: y = ${sum}\noutput y`;
    const { shape } = await runPass(arithmeticBeforeReshape, text, 'original');
    expect(shape.map((line) => line.replace(/\(.*/, ''))).toEqual([
      'g: a = Gemm',
      `n: n_rows = ${sum.slice(0, 3)}`,
      'r: y = Reshape',
    ]);
    await keepsTheFunction(arithmeticBeforeReshape, text, 'original');
  },
);

describe('nothing happens', () => {
  it.each([
    ['to a quotient', `${HEAD}n: y = Div(t, b)\noutput y`],
    ['to a number of more axes', `${HEAD}const tall: float32[1x1x1x1] = [2]\nn: y = Mul(t, tall)\noutput y`],
    [
      'to a row that is longer',
      `${HEAD.replaceAll('4x3]', '1x3]').replace('[2, 3, 4]', '[2, 3, 1]')}n: y = Add(t, b)\noutput y`,
    ],
    [
      'to as many numbers along the tokens as there are columns',
      `${HEAD.replace('6x3]', '8x3]').replace('[2, 3, 4]', '[2, 4, 4]').replace('3x1]', '4x1]')}n: y = Add(t, col)\noutput y`,
    ],
    [
      'behind a Transpose',
      `${HEAD.replace('6x3]', '4x3]').replace('Reshape(a) {shape: [2, 3, 4]}', 'Transpose(a) {perm: [1, 0]}')}` +
        'n: y = Add(t, b)\noutput y',
    ],
    [
      'behind a Reshape of another op',
      `${HEAD.replace('Gemm(x, w)', 'Relu(x)').replace('6x3]', '6x4]')}n: y = Add(t, b)\noutput y`,
    ],
    ['right behind the layer', `${HEAD}n: y = Add(a, b)\noutput y`],
    ['to a constant along the tokens', `${HEAD}n: y = Add(t, col)\noutput y`],
    ['to a sum that clamps', `${HEAD}n: y = Add(t, b) {min: 0}\noutput y`],
    ['to two computed operands', `${HEAD}n: y = Add(t, t)\noutput y`],
    ['when somebody else reads the tokens', `${HEAD}n: y = Add(t, b)\nz: z = Relu(t)\noutput y\noutput z`],
    ['when the tokens are an output', `${HEAD}n: y = Add(t, b)\noutput y\noutput t`],
    ['when the Reshape mixes the columns', `${HEAD.replace('[2, 3, 4]', '[2, 6, 2]')}n: y = Add(t, one)\noutput y`],
    [
      'behind another layer',
      'input x: float32[6x4]\nconst b: float32[4] = seed 2\nr: t = Reshape(x) {shape: [2, 3, 4]}\n' +
        'n: y = Add(t, b)\noutput y',
    ],
  ])('%s', async (_, text) => {
    const { before, graph } = await runPass(arithmeticBeforeReshape, text, 'original');
    expect(graph).toBe(before);
  });
});
