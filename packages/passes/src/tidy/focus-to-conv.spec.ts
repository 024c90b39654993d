import { Conv } from '@openbpu/ops';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import fc from 'fast-check';
import { FocusToConv } from './focus-to-conv';
import { marchWith } from './march.fixture';

const pass = new FocusToConv(marchWith(['Conv']));
const slice = (id: string, from: string, axis: number, start: number, step = 2, end = 9999) =>
  `${id}: ${id} = Slice(${from}) {starts: [${start}], ends: [${end}], axes: [${axis}], steps: [${step}]}\n`;
/** Four branches, each the slices that these numbers of a branch give. */
const four = (of: (id: string, at: number) => string) => [...'abcd'].map(of).join('');
/** Rows from `rows[at]` on, then every second column from 0 or 1 on. */
const rowsFrom = (rows: readonly number[], step = 2, end = 9999) =>
  four((id, at) => slice(`r${id}`, 'x', 2, rows[at], step, end) + slice(id, `r${id}`, 3, at % 2));
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

it.each([
  [
    'several axes at once',
    four(
      (id, at) => `${id}: ${id} = Slice(x) {starts: [${at % 2}, 0], ends: [99, 99], axes: [-1, 2], steps: [2, 1]}\n`,
    ),
    [3, 6],
    4,
  ],
  ['starts from the end', rowsFrom([-8, -7, -100, 1]), [6, 6], 8],
  ['columns that start from the end', four((id, at) => slice(id, 'x', 3, [-6, -5, -99, 1][at])), [3, 6], 4],
  ['columns alone', four((id, at) => slice(id, 'x', 3, at % 3, 3)), [3, 9], 4],
  ['rows alone', four((id, at) => slice(id, 'x', 2, at, 4)), [12, 3], 4],
  [
    'slices of slices',
    four(
      (id, at) =>
        slice(`p${id}`, 'x', 2, at % 2) + slice(`q${id}`, `p${id}`, 2, at > 1 ? 1 : 0) + slice(id, `q${id}`, 3, 1, 3),
    ),
    [12, 9],
    12,
  ],
  [
    'slices of slices of columns',
    four((id, at) => slice(`p${id}`, 'x', 3, at % 3, 3) + slice(id, `p${id}`, 3, at > 1 ? 1 : 0)),
    [3, 18],
    8,
  ],
])('takes %s', async (_, branches, kernel, nodes) => {
  const text = focus(undefined, undefined, branches);
  const { graph, shape } = await runPass(pass, text, 'original');
  expect(shape).toHaveLength(1);
  expect(graph.node('n')).toMatchObject({ attrs: { kernel }, origins: { length: nodes + 2 } });
  await keepsTheFunction(pass, text, 'original');
});

it('takes the axis of the channels however it is counted', async () => {
  const text = focus().replace('{axis: 1}', '{axis: -3}');
  expect((await runPass(pass, text, 'original')).shape).toHaveLength(1);
  await keepsTheFunction(pass, text, 'original');
});

describe('nothing happens', () => {
  it.each([
    [
      'to a window on the input',
      focus().replace('Conv(f, w, v)', 'Conv(z, w, v)').replace('input x', 'input z: float32[1x8x4x3] NCHW\ninput x'),
    ],
    ['to an odd width', focus(undefined, undefined, BRANCHES, '1x2x8x7').replace('a, b, c, d', 'a, a, b, b')],
    ['to computed weights', focus().replace('const w: float32[5x8x3x3] = seed 1', 'input w: float32[5x8x3x3]')],
    ['to slices put below each other', focus(undefined, '5x2x3x3').replace('{axis: 1}', '{axis: 2}')],
    ['to another function of a slice', focus(undefined, '5x2x3x3').replace('Concat(a, b, c, d)', 'Softmax(a)')],
    [
      'to a part that is no slice',
      focus(undefined, undefined, BRANCHES.replace(slice('d', 'q', -1, 1), ''))
        .replace('a, b, c, d', 'a, b, c, z')
        .replace('input x', 'input z: float32[1x2x4x3] NCHW\ninput x'),
    ],
    [
      'to parts that are no slices',
      focus(undefined, '5x4x3x3')
        .replace('a, b, c, d', 'z, z')
        .replace('input x', 'input z: float32[1x2x4x3] NCHW\ninput x'),
    ],
    [
      'to a slice that a function is taken of',
      focus().replace('a, b, c, d', 'a, b, c, z').replace('j: f', 'z: z = Relu(d)\nj: f'),
    ],
    [
      'to slices of two inputs',
      focus().replace('q = Slice(x)', 'q = Slice(z)').replace('input x', 'input z: float32[1x2x8x6] NCHW\ninput x'),
    ],
    [
      'to steps of two sizes',
      focus(
        undefined,
        undefined,
        four((id, at) => slice(id, 'x', 2, 0, at > 1 ? 3 : 2)),
        '1x2x4x6',
      ),
    ],
    ['to rows that begin behind the first step', focus(undefined, undefined, rowsFrom([2, 2, 2, 2]))],
    [
      'to columns that begin behind the first step',
      focus(
        undefined,
        undefined,
        four((id) => slice(id, 'x', 3, 2)),
      ),
    ],
    ['to rows that are cut off', focus(undefined, undefined, rowsFrom([1, 1, 1, 1], 2, -1))],
    [
      'to columns that are cut off',
      focus(
        undefined,
        undefined,
        four((id) => slice(id, 'x', 3, 1, 2, -1)),
      ),
    ],
    [
      'to slices of channels',
      focus(
        undefined,
        '5x4x3x3',
        four((id, at) => slice(`r${id}`, 'x', 1, at % 2) + slice(id, `r${id}`, 2, at > 1 ? 1 : 0)),
      ),
    ],
    [
      'to slices of the batch',
      focus(
        undefined,
        undefined,
        four((id, at) => slice(id, 'x', 0, at % 2)),
        '2x2x8x6',
      ),
    ],
    [
      'to rows in reverse',
      focus(
        undefined,
        undefined,
        four((id) => slice(id, 'x', 2, -1, -1, -99)),
      ),
    ],
    ['to a window dilated along the width', focus('kernel: [3, 3], pads: [2, 2, 2, 2], dilations: [1, 2]')],
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
