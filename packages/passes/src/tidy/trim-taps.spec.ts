import { keepsTheFunction, runPass } from '@openbpu/testkit';
import fc from 'fast-check';
import { trimTaps } from './trim-taps';

const conv = (attrs: string, weight = '3x2x3x3', x = '1x2x5x6') =>
  `input x: float32[${x}] NCHW\nconst w: float32[${weight}] = seed 1\nconst b: float32[3] = seed 2\n` +
  `n: y = Conv(x, w, b) {${attrs}}\noutput y`;
const attrsOf = async (text: string) => (await runPass(trimTaps, text, 'original')).graph.node('n')?.attrs;

it('leaves the middle tap of a window that is dilated over the map', async () => {
  const text = conv('kernel: [3, 3], dilations: [6, 6], pads: [6, 6, 6, 6], max: 1');
  expect(await attrsOf(text)).toMatchObject({ kernel: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], max: 1 });
  await keepsTheFunction(trimTaps, text, 'original');
});

it('trims one axis, one side, and a window that looks past the image', async () => {
  const rows = conv('kernel: [3, 3], dilations: [5, 1], pads: [5, 1, 5, 1]');
  expect(await attrsOf(rows)).toMatchObject({ kernel: [1, 3], dilations: [1, 1], pads: [0, 1, 0, 1] });
  await keepsTheFunction(trimTaps, rows, 'original');
});

it('keeps the function of whatever it trims, with strides, groups and unequal pads', async () => {
  const small = (max: number) => fc.integer({ min: 1, max });
  const pad = fc.integer({ min: 0, max: 8 });
  let trimmed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(small(4), small(4)),
      fc.tuple(small(3), small(3)),
      fc.tuple(small(3), small(3)),
      fc.tuple(small(5), small(5)),
      fc.tuple(pad, pad, pad, pad),
      async ([h, w], kernel, strides, dilations, pads) => {
        const fits = [h, w].every((size, i) => size + pads[i] + pads[i + 2] >= (kernel[i] - 1) * dilations[i] + 1);
        fc.pre(fits);
        const steps = `strides: [${strides}], dilations: [${dilations}]`;
        const attrs = `kernel: [${kernel}], ${steps}, pads: [${pads}], group: 2`;
        const text = conv(attrs, `4x1x${kernel.join('x')}`, `1x2x${h}x${w}`).replace('[3] = seed 2', '[4] = seed 2');
        const { before, graph } = await runPass(trimTaps, text, 'original');
        if (graph !== before) trimmed++;
        await keepsTheFunction(trimTaps, text, 'original');
      },
    ),
    { numRuns: 150 },
  );
  expect(trimmed).toBeGreaterThan(10);
});

it.each([
  ['the first row', '2x1', 'strides: [3, 1], pads: [1, 0, 3, 0]', '1x2x1x6', { kernel: [1, 1], pads: [0, 0, 3, 0] }],
  ['the first column', '1x2', 'strides: [1, 3], pads: [0, 1, 0, 3]', '1x2x6x1', { kernel: [1, 1], pads: [0, 0, 0, 3] }],
  ['the last row', '3x1', 'dilations: [4, 1], pads: [4, 0, 4, 0]', '2x2x8x3', undefined],
  [
    'the last column',
    '1x3',
    'dilations: [1, 4], pads: [0, 3, 0, 5]',
    '2x2x3x4',
    { kernel: [1, 2], pads: [0, 3, 0, 1] },
  ],
])('trims %s that strides leave out', async (_, size, attrs, x, wanted) => {
  const text = conv(`kernel: [${size.split('x')}], ${attrs}`, `3x2x${size}`, x);
  const { before, graph } = await runPass(trimTaps, text, 'original');
  if (wanted) expect(graph.node('n')?.attrs).toMatchObject(wanted);
  else expect(graph).toBe(before);
  await keepsTheFunction(trimTaps, text, 'original');
});

it.each([
  [
    'the first tap left begins behind the first row',
    conv('kernel: [2, 1], strides: [3, 1], dilations: [2, 1], pads: [1, 0, 3, 0]', '3x2x2x1', '1x2x2x6'),
  ],
  [
    'the first tap left begins behind the first column',
    conv('kernel: [1, 2], strides: [1, 3], dilations: [1, 2], pads: [0, 1, 0, 3]', '3x2x1x2', '1x2x6x2'),
  ],
  [
    'the last tap left ends before the last row',
    conv('kernel: [2, 1], dilations: [3, 1], pads: [0, 0, 1, 0]', '3x2x2x1', '1x2x3x6'),
  ],
  [
    'the last tap left ends before the last column',
    conv('kernel: [1, 2], dilations: [1, 3], pads: [0, 0, 0, 1]', '3x2x1x2', '1x2x6x3'),
  ],
  ['no row meets the image', conv('kernel: [1, 1], strides: [3, 1], pads: [1, 0, 2, 0]', '3x2x1x1', '1x2x1x6')],
  ['no column meets the image', conv('kernel: [1, 1], strides: [1, 3], pads: [0, 1, 0, 2]', '3x2x1x1', '1x2x6x1')],
  ['it is another op', 'input x: float32[1x2x1x1]\nn: y = MaxPool(x) {kernel: [3, 3], pads: [1, 1, 1, 1]}\noutput y'],
  ['every tap meets the image', conv('kernel: [3, 3], pads: [1, 1, 1, 1]')],
  [
    'the weights are computed',
    'input x: float32[1x2x5x6] NCHW\ninput w: float32[3x2x3x3]\n' +
      'n: y = Conv(x, w) {kernel: [3, 3], dilations: [6, 6], pads: [6, 6, 6, 6]}\noutput y',
  ],
])('does nothing where %s', async (_, text) => {
  const { before, graph } = await runPass(trimTaps, text, 'original');
  expect(graph).toBe(before);
});
