import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { NegToMul } from './neg-to-mul';
import { marchWith } from './march.fixture';

const text = (shape = '2x3x4x5') => `input x: float32[${shape}]\nn: y = Neg(x)\noutput y`;

it.each([
  [['Mul', 'Conv'], '2x3x4x5', 'n: y = Mul(x, n_factor)'],
  [['Mul'], '2x3', 'n: y = Mul(x, n_factor)'],
  [['Conv'], '2x3x4x5', 'n: y = Conv(x, n_weight, n_bias)'],
])('with %s on %s', async (ops, shape, wanted) => {
  const pass = new NegToMul(marchWith(ops));
  expect((await runPass(pass, text(shape), 'original')).shape).toEqual([wanted]);
  await keepsTheFunction(pass, text(shape), 'original');
});

it('leaves another function', async () => {
  const { before, graph } = await runPass(
    new NegToMul(marchWith(['Mul', 'Conv'])),
    text().replace('Neg', 'Relu'),
    'original',
  );
  expect(graph).toBe(before);
});

it('leaves what the march has', async () => {
  const { before, graph } = await runPass(new NegToMul(marchWith(['Mul', 'Conv', 'Neg'])), text(), 'original');
  expect(graph).toBe(before);
});

it.each([
  [['Conv'], '2x3x4'],
  [[], '2x3x4x5'],
])('does nothing with %s on %s', async (ops, shape) => {
  const { before, graph } = await runPass(new NegToMul(marchWith(ops)), text(shape), 'original');
  expect(graph).toBe(before);
});
