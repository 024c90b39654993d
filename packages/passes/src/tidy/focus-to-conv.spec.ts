import { Conv } from '@openbpu/ops';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import fc from 'fast-check';
import { FocusToConv } from './focus-to-conv';
import { marchWith } from './march.fixture';

const pass = new FocusToConv(marchWith(['Conv']));
const slice = (id: string, from: string, axis: number, start: number, step = 2) =>
  `${id}: ${id} = Slice(${from}) {starts: [${start}], ends: [9999], axes: [${axis}], steps: [${step}]}\n`;
const BRANCHES =
  slice('p', 'x', 2, 0) +
  slice('q', 'x', 2, 1) +
  slice('a', 'p', 3, 0) +
  slice('b', 'q', 3, 0) +
  slice('c', 'p', 3, 1) +
  slice('d', 'q', -1, 1);
const focus = (attrs = 'kernel: [3, 3], pads: [1, 1, 1, 1]', weight = '5x8x3x3', branches = BRANCHES, x = '1x2x8x6') =>
  `input x: float32[${x}] NCHW\nconst w: float32[${weight}] = seed 1\nconst v: float32[5] = seed 2\n${branches}` +
  `j: f = Concat(a, b, c, d) {axis: 1}\nn: y = Conv(f, w, v) {${attrs}}\noutput y`;

it('takes the slices into the window', async () => {
  const { shape, graph } = await runPass(pass, focus(), 'original');
  expect(shape).toEqual([`n: y = Conv(x, ${graph.node('n')!.inputs[1]}, v)`]);
  expect(graph.node('n')?.attrs).toMatchObject({ kernel: [6, 6], strides: [2, 2], pads: [2, 2, 2, 2] });
  expect(graph.node('n')?.origins).toHaveLength(8);
  await keepsTheFunction(pass, focus(), 'original');
});

it('keeps the function with any window, stride, pads and order of the branches', async () => {
  const small = fc.integer({ min: 1, max: 3 });
  const pad = fc.integer({ min: 0, max: 2 });
  const starts = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 2 })), {
    minLength: 4,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(small, small),
      fc.tuple(small, small),
      fc.tuple(pad, pad, pad, pad),
      starts,
      async (kernel, strides, pads, at) => {
        const branches = at
          .map(([y, x], i) => slice(`r${i}`, 'x', 2, y, 2) + slice('abcd'[i], `r${i}`, 3, x, 3))
          .join('');
        const attrs = `kernel: [${kernel}], strides: [${strides}], pads: [${pads}], min: 0`;
        const text = focus(attrs, `5x8x${kernel.join('x')}`, branches, '1x2x6x9');
        expect((await runPass(pass, text, 'original')).shape).toHaveLength(1);
        await keepsTheFunction(pass, text, 'original');
      },
    ),
    { numRuns: 40 },
  );
});

describe('nothing happens', () => {
  it.each([
    ['to an odd height', focus(undefined, undefined, BRANCHES, '1x2x7x6').replace('a, b, c, d', 'a, a, c, c')],
    [
      'to slices of something computed',
      focus().replaceAll('Slice(x)', 'Slice(h)').replace('p: p', 'h: h = Relu(x)\np: p'),
    ],
    [
      'to slices of every row and column',
      focus(undefined, undefined, ['a', 'b', 'c', 'd'].map((id) => slice(id, 'x', 2, 0, 1)).join('')),
    ],
    ['to a dilated window', focus('kernel: [3, 3], pads: [2, 2, 2, 2], dilations: [2, 2]')],
    ['to groups', focus('kernel: [3, 3], group: 2', '6x4x3x3').replace('float32[5]', 'float32[6]')],
    ['when somebody else reads a slice', `${focus()}\noutput a`],
    ['when it is cut off', focus(undefined, undefined, BRANCHES.replaceAll('9999', '-1'), '1x2x9x7')],
  ])('%s', async (_, text) => {
    const { before, graph } = await runPass(pass, text, 'original');
    expect(graph).toBe(before);
  });

  it('where the march refuses the window', async () => {
    const strict = new FocusToConv(marchWith(['Conv'], (node) => Conv.is(node) && node.attrs.kernel[0] > 5));
    const { before, graph } = await runPass(strict, focus(), 'original');
    expect(graph).toBe(before);
  });
});
