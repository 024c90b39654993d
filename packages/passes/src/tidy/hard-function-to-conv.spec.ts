import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { HardFunctionToConv } from './hard-function-to-conv';
import { marchWith } from './march.fixture';

const pass = new HardFunctionToConv(marchWith(['Conv', 'Mul']));
const text = (op: string, shape = '2x3x4x5') => `input x: float32[${shape}]\nn: y = ${op}\noutput y`;

it.each(['HardSigmoid(x)', 'HardSigmoid(x) {alpha: -0.5, beta: 2}', 'HardSigmoid(x) {alpha: 0, beta: 0.25}'])(
  'writes %s as a convolution that clamps',
  async (op) => {
    const { shape, graph } = await runPass(pass, text(op), 'original');
    expect(shape).toEqual(['n: y = Conv(x, n_weight, n_bias)']);
    expect(graph.node('n')?.attrs).toMatchObject({ kernel: [1, 1], group: 3, min: 0, max: 1 });
    await keepsTheFunction(pass, text(op), 'original');
  },
);

it('writes HardSwish as the product with its gate', async () => {
  const { shape } = await runPass(pass, text('HardSwish(x)'), 'original');
  expect(shape).toEqual(['n_gate: n_gate = Conv(x, n_weight, n_bias)', 'n: y = Mul(x, n_gate)']);
  await keepsTheFunction(pass, text('HardSwish(x)'), 'original');
});

it.each([
  ['the march has the function', text('HardSwish(x)'), ['HardSwish', 'Conv', 'Mul']],
  ['the march has no product', text('HardSwish(x)'), ['Conv']],
  ['this is no image', text('HardSigmoid(x)', '2x3x4'), ['Conv', 'Mul']],
  ['this is another function', text('Sigmoid(x)'), ['Conv', 'Mul']],
])('does nothing where %s', async (_, graphText, ops) => {
  const { before, graph } = await runPass(new HardFunctionToConv(marchWith(ops)), graphText, 'original');
  expect(graph).toBe(before);
});
