import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { divToMul } from './div-to-mul';

const text = (divisor: string, expression = 'Div(x, k)') =>
  `input x: float32[2x2]\nconst k: float32[2] = [${divisor}]\nd: y = ${expression}\noutput y`;

it('multiplies by the reciprocal', async () => {
  const { shape, graph } = await runPass(divToMul, text('3, -0.25'), 'original');
  expect(shape).toEqual(['d: y = Mul(x, k)']);
  expect(graph.value('k').constant?.data).toEqual(Float32Array.of(1 / 3, -4));
  await keepsTheFunction(divToMul, text('3, -0.25'), 'original');
});

it('takes a divisor whose reciprocal is the smallest normal number', async () => {
  const large = text(`${2 ** 126}, ${-(2 ** 126)}`);
  const { graph } = await runPass(divToMul, large, 'original');
  expect(graph.value('k').constant?.data).toEqual(Float32Array.of(2 ** -126, -(2 ** -126)));
});

it('leaves a divisor that others read as it is', async () => {
  const shared = `${text('3, 7')}\na: z = Add(x, k)\noutput z`;
  expect((await runPass(divToMul, shared, 'original')).shape).toEqual(['a: z = Add(x, k)', 'd: y = Mul(x, k_1)']);
  await keepsTheFunction(divToMul, shared, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['to a division by zero', text('0, 1')],
    ['to a divisor so large that its reciprocal loses digits', text('2e38, 1')],
    ['to a divisor so small that its reciprocal is infinite', text('1e-40, 1')],
    ['to a division of a constant', text('3, 4', 'Div(k, x)')],
    ['to another op', text('3, 4', 'Mul(x, k)')],
  ])('%s', async (_, source) => {
    const { before, graph } = await runPass(divToMul, source, 'original');
    expect(graph).toBe(before);
  });
});
