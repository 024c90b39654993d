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
