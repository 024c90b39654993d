import { keepsTheFunction, runPass } from '@openbpu/testkit';
import fc from 'fast-check';
import { wideMarch } from './march.fixture';
import { PReluToSum } from './prelu-to-sum';

const OPS = ['Conv', 'Add', 'LeakyRelu', 'PRelu', 'Reshape'];
const nodes = [{ node: 'p', key: 'node_info', inputType: 'int16', outputType: 'int16' }] as const;
const pass = new PReluToSum(wideMarch(OPS, { narrow: ['PRelu'], nodes }));
const prelu = (slopes: readonly number[], shape = '1x3x4x5', ends = 'p: y = PRelu(x, s)\noutput y') =>
  `input x: float32[${shape}]\nconst s: float32[${slopes.length}] = [${slopes.join(', ')}]\n${ends}`;

it('adds what is above 0 and what is below', async () => {
  const { shape, graph } = await runPass(pass, prelu([0.25, 0, 1.5]), 'original');
  expect(shape).toEqual([
    'p_above: p_above = Conv(x, p_above_weight)',
    'p_below: p_below = Conv(x, p_below_weight)',
    'p: y = Add(p_above, p_below)',
  ]);
  expect(graph.node('p_above')?.attrs).toMatchObject({ kernel: [1, 1], group: 3, min: 0, max: Infinity });
  expect(graph.node('p_below')?.attrs).toMatchObject({ kernel: [1, 1], group: 3, min: -Infinity, max: 0 });
  expect(graph.value('p_above_weight').constant?.data).toEqual(Float32Array.of(1, 1, 1));
  expect(graph.value('p_below_weight').constant?.data).toEqual(Float32Array.of(0.25, 0, 1.5));
  expect(graph.nodes.every(({ origins }) => origins[0].name === 'p')).toBe(true);
  await keepsTheFunction(pass, prelu([0.25, 0, 1.5]), 'original');
});

it('gives signs back where slopes are negative', async () => {
  const { shape, graph } = await runPass(pass, prelu([0.25, -3, 0]), 'original');
  expect(shape).toEqual([
    'p_above: p_above = Conv(x, p_above_weight)',
    'p_below: p_below = Conv(x, p_below_weight)',
    'p_signed: p_signed = Conv(p_below, p_signed_weight)',
    'p: y = Add(p_above, p_signed)',
  ]);
  expect(graph.value('p_below_weight').constant?.data).toEqual(Float32Array.of(0.25, 3, 0));
  expect(graph.value('p_signed_weight').constant?.data).toEqual(Float32Array.of(1, -1, 1));
  expect(graph.node('p_signed')?.attrs).toMatchObject({ min: -Infinity, max: Infinity, group: 3 });
  await keepsTheFunction(pass, prelu([0.25, -3, 0]), 'original');
});

it.each([
  ['one slope', [0.25], '2x3x4'],
  ['slopes that are all one', [-2, -2, -2], '1x3x4x5'],
  ['a slope of 0', [0], '7'],
])('is a LeakyRelu with %s', async (_, slopes, size) => {
  const { shape, graph } = await runPass(pass, prelu(slopes, size), 'original');
  expect(shape).toEqual(['p: y = LeakyRelu(x)']);
  expect(graph.node('p')).toMatchObject({ attrs: { alpha: slopes[0] }, origins: [{ name: 'p' }] });
  await keepsTheFunction(pass, prelu(slopes, size), 'original');
});

it.each([
  ['2x3', [2, 3, 1, 1]],
  ['2x3x4', [2, 3, 1, 4]],
  ['1x3x2x5x4', [1, 3, 10, 4]],
])('is an image in between at %s', async (size, image) => {
  const { shape, graph } = await runPass(pass, prelu([0.5, -1, 2], size), 'original');
  expect(shape).toEqual([
    'p_reshape_input: p_reshape_input = Reshape(x)',
    'p_above: p_above = Conv(p_reshape_input, p_above_weight)',
    'p_below: p_below = Conv(p_reshape_input, p_below_weight)',
    'p_signed: p_signed = Conv(p_below, p_signed_weight)',
    'p: y_image = Add(p_above, p_signed)',
    'p_reshape_output: y = Reshape(y_image)',
  ]);
  expect(graph.value('p_above').type.shape).toEqual(image);
  await keepsTheFunction(pass, prelu([0.5, -1, 2], size), 'original');
});

it('keeps the function of any slopes', async () => {
  const slope = fc.oneof(fc.constantFrom(0, -0, 1, -1), fc.float({ min: -8, max: 8, noNaN: true }));
  const size = fc.constantFrom('1x4x3x2', '3x4', '2x4x3');
  await fc.assert(
    fc.asyncProperty(fc.array(slope, { minLength: 4, maxLength: 4 }), size, async (slopes, shape) => {
      const text = prelu(slopes, shape);
      const { graph } = await runPass(pass, text, 'original');
      expect(graph.nodes.some(({ op }) => op.name === 'PRelu')).toBe(false);
      await keepsTheFunction(pass, text, 'original');
    }),
    { numRuns: 40 },
  );
});

it.each([
  ['slopes that are computed', 'input x: float32[1x2x3x3]\ninput s: float32[2]\np: y = PRelu(x, s)\noutput y', pass],
  ['another function', 'input x: float32[1x2x3x3]\np: y = LeakyRelu(x)\noutput y', pass],
  [
    'a PRelu that nobody asks for',
    prelu([1, 2, 3]),
    new PReluToSum(wideMarch(OPS, { narrow: ['PRelu'], nodes: [{ ...nodes[0], node: 'other' }] })),
  ],
  ['a PRelu that the march has in int16', prelu([1, 2, 3]), new PReluToSum(wideMarch(OPS, { nodes }))],
  [
    'all where the march has not the Reshape',
    prelu([1, 2, 3], '1x3x4'),
    new PReluToSum(wideMarch(['Conv', 'Add', 'PRelu'], { narrow: ['PRelu'], nodes })),
  ],
])('leaves %s', async (_, text, by) => {
  const { before, graph } = await runPass(by, text, 'original');
  expect(graph).toBe(before);
});

it.each(['Infinity', 'NaN'])('leaves a slope of %s', async (slope) => {
  for (const slopes of [`[1, ${slope}, 3]`, `[${slope}, ${slope}, ${slope}]`]) {
    const { before, graph } = await runPass(pass, prelu([1, 2, 3]).replace('[1, 2, 3]', slopes), 'original');
    expect(graph).toBe(before);
  }
});
