import { keepsTheFunction, runPass } from '@openbpu/testkit';
import fc from 'fast-check';
import { MirrorToSlices } from './mirror-to-slices';
import { marchWith } from './march.fixture';

const pass = new MirrorToSlices(marchWith(['Slice', 'Concat']));
const text = (pads: readonly number[], mode: string) =>
  `input x: float32[1x2x5x6]\nn: y = Pad(x) {pads: [${pads}], mode: "${mode}"}\noutput y`;

it('puts mirrored lines beside the image', async () => {
  const { shape } = await runPass(pass, text([0, 0, 0, 2, 0, 0, 0, 1], 'reflect'), 'original');
  expect(shape).toEqual([
    'n_line: n_line = Slice(x)',
    'n_line_1: n_line_1 = Slice(x)',
    'n_line_2: n_line_2 = Slice(x)',
    'n: y = Concat(n_line_1, n_line, x, n_line_2)',
  ]);
});

it('puts the lines of one axis after those of the other, as wide as four', async () => {
  const { shape, graph } = await runPass(pass, text([0, 0, 0, 4, 0, 0, 1, 0], 'edge'), 'original');
  expect(shape).toEqual([
    'n_line: n_line = Slice(x)',
    'n_axis: n_axis = Concat(x, n_line)',
    ...['_1', '_2', '_3', '_4'].map((at) => `n_line${at}: n_line${at} = Slice(n_axis)`),
    'n: y = Concat(n_line_4, n_line_3, n_line_2, n_line_1, n_axis)',
  ]);
  expect(graph.nodes.every(({ origins }) => origins[0].name === 'n')).toBe(true);
});

it('keeps the function of any border it takes', async () => {
  const width = fc.integer({ min: 0, max: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('reflect', 'edge'),
      fc.array(width, { minLength: 4, maxLength: 4 }),
      async (mode, [t, l, b, r]) => {
        await keepsTheFunction(pass, text([0, 0, t, l, 0, 0, b, r], mode), 'original');
      },
    ),
    { numRuns: 40 },
  );
});

it.each([
  ['of a value', text([0, 0, 1, 1, 0, 0, 1, 1], 'constant')],
  ['of another op', text([0, 0, 0, 1, 0, 0, 0, 0], 'edge').replace(/Pad.*/, 'Relu(x)\noutput y')],
  ['that is wide', text([0, 0, 0, 5, 0, 0, 0, 0], 'reflect')],
  ['that cuts', text([0, 0, 0, -1, 0, 0, 0, 1], 'edge')],
  ['that is none', text([0, 0, 0, 0, 0, 0, 0, 0], 'reflect')],
])('leaves a border %s', async (_, graphText) => {
  const { before, graph } = await runPass(pass, graphText, 'original');
  expect(graph).toBe(before);
});

it('leaves it to a march that mirrors, or cannot put lines together', async () => {
  for (const ops of [['Pad', 'Slice', 'Concat'], ['Slice']]) {
    const { before, graph } = await runPass(
      new MirrorToSlices(marchWith(ops)),
      text([0, 0, 0, 1, 0, 0, 0, 0], 'edge'),
      'original',
    );
    expect(graph).toBe(before);
  }
});
