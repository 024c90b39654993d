import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { scaleToConv } from './scale-to-conv';

const HEAD =
  'input x: float32[1x3x2x2] NCHW\ninput z: float32[1x3x2x2] NCHW\n' +
  'const k: float32[1x3x1x1] = [2, -0.5, 3]\nconst one: float32[1] = [1.5]\n';
const run = (text: string) => runPass(scaleToConv, text, 'original');

it.each(['Mul(x, k)', 'Add(x, k)', 'Sub(k, x)', 'Div(x, k)'])(
  'makes %s a depthwise convolution',
  async (expression) => {
    const text = `${HEAD}s: y = ${expression}\noutput y`;
    const { shape, graph } = await run(text);
    expect(shape).toEqual(['s: y = Conv(x, s_weight, s_bias)']);
    expect(graph.node('s')).toMatchObject({ attrs: { kernel: [1, 1], group: 3 }, origins: [{ name: 's' }] });
    await keepsTheFunction(scaleToConv, text, 'original');
  },
);

it.each([
  ['one number for all', `${HEAD}s: y = Mul(x, one)\noutput y`],
  ['two computed operands', `${HEAD}s: y = Mul(x, z)\noutput y`],
  ['a folded activation', `${HEAD}s: y = Mul(x, k) {min: 0}\noutput y`],
  ['a matrix', 'input x: float32[2x3]\nconst k: float32[3] = [2, -0.5, 3]\ns: y = Mul(x, k)\noutput y'],
])('leaves %s', async (_, text) => {
  const { before, graph } = await run(text);
  expect(graph).toBe(before);
});
