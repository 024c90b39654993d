import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { foldActivation } from './fold-activation';
import { CONV } from './tidy.fixture';

const run = (text: string) => runPass(foldActivation, text, 'original');

it('folds a Relu into the convolution before it, under the name of the Relu output', async () => {
  const { shape, graph } = await run(`${CONV}\nr: y = Relu(c)\noutput y`);
  expect(shape).toEqual(['conv: y = Conv(x, w, b)']);
  expect(graph.node('conv')).toMatchObject({
    attrs: { min: 0, max: Infinity },
    origins: [{ name: 'conv' }, { name: 'r' }],
  });
});

it('folds one clamp after another, in order', async () => {
  const { graph } = await run(`${CONV}\nr: d = Clip(c) {min: -1, max: 2}\ns: y = Clip(d) {min: 0, max: 6}\noutput y`);
  expect(graph.node('conv')?.attrs).toMatchObject({ min: 0, max: 2 });
});

it('takes the largest float for no bound', async () => {
  const { graph } = await run(
    `${CONV}\nr: d = Clip(c) {min: -1e30, max: 2}\ns: y = Clip(d) {min: -3, max: 1e30}\noutput y`,
  );
  expect(graph.node('conv')?.attrs).toMatchObject({ min: -3, max: 2 });
  const upper = await run(`${CONV}\nr: y = Clip(c) {min: 0, max: 3.4e38}\noutput y`);
  expect(upper.graph.node('conv')?.attrs).toMatchObject({ min: 0, max: Infinity });
  const least = await run(`${CONV}\nr: y = Clip(c) {min: -1e30, max: 1e30}\noutput y`);
  expect(least.graph.node('conv')?.attrs).toMatchObject({ min: -Infinity, max: Infinity });
  const most = await run(`${CONV}\nr: y = Clip(c) {min: -9e29, max: 9e29}\noutput y`);
  expect(most.graph.node('conv')?.attrs).toMatchObject({ min: -9e29, max: 9e29 });
});

it.each([
  'r: y = Relu(c)',
  'r: d = Clip(c) {min: 3, max: 5}\ns: y = Clip(d) {min: 0, max: 2}',
  'a: s = Add(c, c)\nr: y = Relu(s)',
  'm: s = Mul(c, c)\nr: y = Clip(s) {min: -Infinity, max: 0.5}',
])('keeps what is computed: %s', async (tail) => {
  await keepsTheFunction(foldActivation, `${CONV}\n${tail}\noutput y`, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['when somebody else reads the convolution', 'r: y = Relu(c)\ns: z = Sigmoid(c)\noutput y\noutput z'],
    ['when the convolution is an output', 'r: y = Relu(c)\noutput y\noutput c'],
    ['behind an op that does not clamp', 's: d = Sigmoid(c)\nr: y = Relu(d)\noutput y'],
    [
      'where the convolution gives its accumulators to a division',
      'const k: float32[1] = [0.1]\nr: r = Relu(c)\ns: s = Add(r, k)\nd: y = Div(r, s)\noutput y',
    ],
    [
      'where the convolution gives its accumulators to a normalisation',
      'r: r = Relu(c)\nn: y = LayerNormalization(r) {axes: [1]}\noutput y',
    ],
    ['for another function', 's: y = Sigmoid(c)\noutput y'],
  ])('%s', async (_, tail) => {
    const { before, graph } = await run(`${CONV}\n${tail}`);
    expect(graph).toBe(before);
  });
});
