import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { softmaxBetweenTransposes } from './softmax-between-transposes';

const text = (perm: string, axis: number, back: string, more = '') =>
  `input x: float32[2x3x4x5]\na: a = Transpose(x) {perm: [${perm}]}\ns: b = Softmax(a) {axis: ${axis}}\n` +
  `c: y = Transpose(b) {perm: [${back}]}\n${more}output y`;

it.each([
  ['0, 3, 2, 1', -1, '0, 3, 2, 1', 1],
  ['0, 2, 3, 1', 3, '0, 3, 1, 2', 1],
  ['3, 0, 1, 2', 0, '1, 2, 3, 0', 3],
])('takes it along the axis that stood elsewhere: %s', async (perm, axis, back, found) => {
  const { shape, graph } = await runPass(softmaxBetweenTransposes, text(perm, axis, back), 'original');
  expect(shape).toEqual(['s: y = Softmax(x)']);
  expect(graph.node('s')?.attrs).toEqual({ axis: found });
  expect(graph.node('s')?.origins.map(({ name }) => name)).toEqual(['a', 's', 'c']);
  await keepsTheFunction(softmaxBetweenTransposes, text(perm, axis, back), 'original');
});

it.each([
  ['the second is no way back', text('0, 2, 3, 1', 3, '0, 2, 3, 1')],
  [
    'a function stands before the Softmax',
    text('0, 3, 2, 1', 3, '0, 3, 2, 1').replace('Transpose(x) {perm: [0, 3, 2, 1]}', 'Relu(x)'),
  ],
  ['a function stands behind the Softmax', text('0, 3, 2, 1', 3, '').replace('Transpose(b) {perm: []}', 'Relu(b)')],
  ['the Softmax is of an input', text('0, 3, 2, 1', 3, '0, 3, 2, 1').replace('Softmax(a)', 'Softmax(x)')],
  ['a Transpose follows on an input', text('0, 3, 2, 1', 3, '0, 3, 2, 1').replace('Transpose(b)', 'Transpose(x)')],
  ['somebody else reads the Softmax', text('0, 3, 2, 1', 3, '0, 3, 2, 1', 'z: z = Relu(b)\noutput z\n')],
  ['what stands between is an output', text('0, 3, 2, 1', 3, '0, 3, 2, 1', 'output a\n')],
  ['another function stands there', text('0, 3, 2, 1', 3, '0, 3, 2, 1').replace('Softmax(a) {axis: 3}', 'Relu(a)')],
])('does nothing where %s', async (_, graphText) => {
  const { before, graph } = await runPass(softmaxBetweenTransposes, graphText, 'original');
  expect(graph).toBe(before);
});
