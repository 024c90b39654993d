import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { matmulToGemm } from './matmul-to-gemm';

const text = (shape: string, product = 'MatMul(x, w)') =>
  `input x: float32[${shape}]\ninput v: float32[4x5]\nconst w: float32[4x3] = seed 1\nm: y = ${product}\noutput y`;

it('makes the product of a matrix a layer', async () => {
  const { shape, graph } = await runPass(matmulToGemm, text('2x4'), 'original');
  expect(shape).toEqual(['m: y = Gemm(x, w)']);
  expect(graph.value('w').type.shape).toEqual([3, 4]);
  await keepsTheFunction(matmulToGemm, text('2x4'), 'original');
});

it('flattens the rows of every batch', async () => {
  const { shape } = await runPass(matmulToGemm, text('2x3x5x4'), 'original');
  expect(shape).toEqual([
    'm_reshape_input: m_reshape_input = Reshape(x)',
    'm: m_gemm = Gemm(m_reshape_input, w)',
    'm_reshape_output: y = Reshape(m_gemm)',
  ]);
  await keepsTheFunction(matmulToGemm, text('2x3x5x4'), 'original');
});

it.each([
  ['computed weights', text('2x4', 'MatMul(x, v)')],
  ['another op', text('2x4', 'Add(x, w)').replace('4x3]', '2x4]')],
  ['a vector', text('4')],
  ['weights on the left', text('3x2', 'MatMul(w, x)')],
  ['a stack of weights', 'input x: float32[2x2x4]\nconst w: float32[2x4x3] = seed 1\nm: y = MatMul(x, w)\noutput y'],
])('leaves %s', async (_, source) => {
  const { before, graph } = await runPass(matmulToGemm, source, 'original');
  expect(graph).toBe(before);
});
