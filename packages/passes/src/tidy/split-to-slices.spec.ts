import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { SplitToSlices } from './split-to-slices';
import { marchWith } from './march.fixture';

const pass = new SplitToSlices(marchWith(['Slice']));
const text = 'input x: float32[1x8x2x2]\nn: a, b, c = Split(x) {axis: -3, sizes: [3, 1, 4]}\noutput a\noutput c';

it('slices the parts that anybody reads', async () => {
  const { shape, graph } = await runPass(pass, text, 'original');
  expect(shape).toEqual(['n_0: a = Slice(x)', 'n_2: c = Slice(x)']);
  expect(graph.node('n_2')?.attrs).toMatchObject({ starts: [4], ends: [8], axes: [-3] });
  await keepsTheFunction(pass, text, 'original');
});

it('slices along the batch, and an empty part', async () => {
  const batch =
    'input x: float32[3x2]\nn: a, b = Split(x) {axis: 0, sizes: [0, 3]}\nr: y = Relu(b)\noutput y\noutput a';
  await keepsTheFunction(pass, batch, 'original');
});

it.each([['Slice', 'Split'], []])('does nothing with %s and %s', async (...ops) => {
  const { before, graph } = await runPass(new SplitToSlices(marchWith(ops.filter(Boolean))), text, 'original');
  expect(graph).toBe(before);
});
