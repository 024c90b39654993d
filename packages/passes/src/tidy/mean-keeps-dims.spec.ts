import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { meanKeepsDims } from './mean-keeps-dims';

const text = (axes: string, keepdims = false) =>
  `input x: float32[2x3x4x5]\nm: y = ReduceMean(x) {axes: [${axes}], keepdims: ${keepdims}}\noutput y`;

it.each(['2, 3', '-1', '1', '0, 1, 2, 3', '-1, -2'])('keeps the axes %s', async (axes) => {
  const { shape, graph } = await runPass(meanKeepsDims, text(axes), 'original');
  expect(shape).toEqual(['m: m_kept = ReduceMean(x)', 'm_reshape_output: y = Reshape(m_kept)']);
  expect(graph.node('m')?.attrs).toMatchObject({ keepdims: true });
  expect(graph.value('m_kept').type.shape).toHaveLength(4);
  await keepsTheFunction(meanKeepsDims, text(axes), 'original');
});

it('leaves another reduction', async () => {
  const { before, graph } = await runPass(meanKeepsDims, text('2').replace('ReduceMean', 'ReduceMax'), 'original');
  expect(graph).toBe(before);
});

it('leaves a mean that keeps them', async () => {
  const { before, graph } = await runPass(meanKeepsDims, text('2, 3', true), 'original');
  expect(graph).toBe(before);
});
