import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { PowToMul } from './pow-to-mul';
import { marchWith } from './march.fixture';

const pass = new PowToMul(marchWith(['Mul']));
const text = (exponent: number) => `input x: float32[2x3]\nn: y = Pow(x) {exponent: ${exponent}}\noutput y`;

it.each([
  [2, ['n: y = Mul(x, x)']],
  [3, ['n_square: n_square = Mul(x, x)', 'n: y = Mul(n_square, x)']],
  [4, ['n_square: n_square = Mul(x, x)', 'n: y = Mul(n_square, n_square)']],
])('writes the power %d as products', async (exponent, wanted) => {
  expect((await runPass(pass, text(exponent), 'original')).shape).toEqual(wanted);
  await keepsTheFunction(pass, text(exponent), 'original');
});

it.each([0, 1, 0.5, -2, 5, 2.5])('leaves the power %d', async (exponent) => {
  const { before, graph } = await runPass(pass, text(exponent), 'original');
  expect(graph).toBe(before);
});

it('leaves what the march has', async () => {
  const { before, graph } = await runPass(new PowToMul(marchWith(['Mul', 'Pow'])), text(2), 'original');
  expect(graph).toBe(before);
});
