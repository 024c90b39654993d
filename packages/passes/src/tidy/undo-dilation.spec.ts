import { Conv } from '@openbpu/ops';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import fc from 'fast-check';
import { wideMarch } from './march.fixture';
import { UndoDilation } from './undo-dilation';

const OPS = ['Conv', 'Pad', 'Slice', 'Concat'];
const nodes = [{ node: 'c', key: 'node_info', outputType: 'int16' }] as const;
/** A march whose dilated convolutions give int8 alone, and whose kernels have at most so many rows and columns. */
const passFor = (largest = 31, ops = OPS, asked: readonly (typeof nodes)[number][] = nodes) =>
  new UndoDilation(
    wideMarch(ops, {
      nodes: asked,
      refuses: (node) =>
        Conv.is(node) &&
        (node.attrs.kernel.some((size) => size > largest) ||
          (node.attrs.dilations.some((d) => d > 1) &&
            node.placement?.on === 'bpu' &&
            node.placement.output === 'int16')),
    }),
  );
const pass = passFor();
const conv = (size: string, attrs: string, { kernel = [3, 3], cin = 2, cout = 3 } = {}) =>
  `input x: float32[1x2x${size}] NCHW\nconst w: float32[${cout}x${cin}x${kernel.join('x')}] = seed 1\n` +
  `const b: float32[${cout}] = seed 2\nc: y = Conv(x, w, b) {kernel: [${kernel.join(', ')}], ${attrs}}\noutput y`;

it('puts zeros between the taps of a light kernel', async () => {
  const text = conv('7x8', 'dilations: [2, 1], pads: [2, 1, 1, 0], min: 0');
  const { shape, graph } = await runPass(pass, text, 'original');
  expect(shape).toEqual(['c: y = Conv(x, w, b)']);
  expect(graph.node('c')).toMatchObject({
    attrs: { kernel: [5, 3], dilations: [1, 1], pads: [2, 1, 1, 0], min: 0 },
    origins: [{ name: 'c' }],
  });
  const { shape: dims, data } = graph.value('w').constant!;
  const rows = Array.from({ length: 5 }, (_, row) => [...data.slice(row * 3, row * 3 + 3)]);
  expect(dims).toEqual([3, 2, 5, 3]);
  expect([rows[1], rows[3]]).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
  expect(rows[4].every((value) => value !== 0)).toBe(true);
  await keepsTheFunction(pass, text, 'original');
});

it('takes rows that lie a dilation apart as images of their own where a kernel would be heavy', async () => {
  const text = conv('7x9', 'dilations: [5, 3], pads: [4, 3, 6, 1], min: 0');
  const { shape, graph } = await runPass(pass, text, 'original');
  expect(shape.map((line) => line.replace(/^[^=]*= /, '').replace(/\(.*/, '')).join(' ')).toBe(
    'Pad ' +
      'Slice '.repeat(5) +
      'Concat ' +
      'Slice '.repeat(3) +
      'Concat Conv Slice Slice Concat Slice Slice ' +
      'Slice Concat',
  );
  expect(graph.node('c')?.attrs).toMatchObject({ kernel: [3, 3], dilations: [1, 1], pads: [0, 0, 0, 0], min: 0 });
  // ⌈7 / 5⌉ + 2 rows of 5, ⌈7 / 3⌉ + 2 columns of 3.
  expect(graph.value(graph.node('c')!.inputs[0]).type.shape).toEqual([1, 2, 20, 15]);
  expect(graph.node('c_phases')?.attrs).toMatchObject({ pads: [0, 0, 4, 3, 0, 0, 9, 3], value: 0 });
  expect(graph.nodes.every(({ origins }) => origins[0].name === 'c')).toBe(true);
  await keepsTheFunction(pass, text, 'original');
});

it.each([
  // 4 times the taps are light, more are not.
  ['a kernel of 4 times the taps', '1x20', 'dilations: [1, 7]', [1, 2], 1],
  ['a kernel of 4.5 times the taps', '1x20', 'dilations: [1, 8]', [1, 2], 14],
  ['strides along the other axis', '9x40', 'dilations: [1, 8], strides: [2, 1]', [3, 3], 14],
  ['one that would be too large', '1x40', 'dilations: [1, 8], pads: [0, 16, 0, 16]', [1, 5], 17],
  ['one row of each image', '13x3', 'dilations: [6, 1]', [3, 3], 10],
  ['columns alone where rows have one tap', '9x40', 'dilations: [9, 16]', [1, 3], 20],
  ['a line of 200 nodes', '1x1158', 'dilations: [1, 6]', [1, 3], 200],
  ['a longer line, by a heavy kernel', '1x1164', 'dilations: [1, 6]', [1, 3], 1],
  ['a long line where the kernel is too large', '1x3400', 'dilations: [1, 16]', [1, 3], 231],
])('writes %s', async (_, size, attrs, kernel, count) => {
  const { graph } = await runPass(pass, conv(size, attrs, { kernel }), 'original');
  expect(graph.nodes.length).toBe(count);
  await keepsTheFunction(pass, conv(size, attrs, { kernel }), 'original');
});

it('widens a kernel of stride 2, and one of a single row', async () => {
  for (const [attrs, kernel, wide] of [
    ['dilations: [3, 3], strides: [2, 2], pads: [3, 3, 3, 3]', [3, 3], [7, 7]],
    ['dilations: [9, 9]', [1, 1], [1, 1]],
    ['dilations: [9, 2], strides: [3, 2]', [1, 3], [1, 5]],
  ] as const) {
    const text = conv('9x9', attrs, { kernel: [...kernel] });
    const { shape, graph } = await runPass(pass, text, 'original');
    expect(shape).toEqual(['c: y = Conv(x, w, b)']);
    expect(graph.node('c')?.attrs).toMatchObject({ kernel: wide, dilations: [1, 1] });
    await keepsTheFunction(pass, text, 'original');
  }
});

it('keeps the function of any dilated convolution, either way', async () => {
  const axis = fc.record({
    taps: fc.integer({ min: 1, max: 5 }),
    d: fc.integer({ min: 1, max: 16 }),
    begin: fc.integer({ min: 0, max: 40 }),
    end: fc.integer({ min: 0, max: 40 }),
    more: fc.integer({ min: 0, max: 20 }),
  });
  await fc.assert(
    fc.asyncProperty(axis, axis, fc.constantFrom(1, 2), fc.constantFrom(5, 31, 99), async (h, w, group, largest) => {
      fc.pre(h.d > 1 || w.d > 1);
      const size = [h, w].map(({ taps, d, begin, end, more }) => Math.max(1, (taps - 1) * d + 1 - begin - end) + more);
      const attrs =
        `dilations: [${h.d}, ${w.d}], pads: [${h.begin}, ${w.begin}, ${h.end}, ${w.end}], group: ${group}` +
        (group === 2 ? ', min: 0, max: 1' : '');
      const text = conv(size.join('x'), attrs, { kernel: [h.taps, w.taps], cin: 2 / group, cout: 2 * group });
      const by = passFor(largest);
      const { graph } = await runPass(by, text, 'original');
      expect(graph.node('c')?.attrs).toMatchObject({ dilations: [1, 1] });
      await keepsTheFunction(by, text, 'original');
    }),
    { numRuns: 60 },
  );
});

it('widens to a large kernel', async () => {
  const many = conv('40x40', 'dilations: [10, 10], strides: [2, 2]', { kernel: [4, 4], cout: 600 });
  const { graph } = await runPass(pass, many, 'original');
  expect(graph.value('w').type.shape).toEqual([600, 2, 31, 31]);
});

const computed = (size: number) =>
  `input x: float32[1x2x9x9] NCHW\ninput w: float32[3x2x${size}x${size}]\n` +
  `c: y = Conv(x, w) {kernel: [${size}, ${size}], dilations: [2, 2]}\noutput y`;

it('takes apart the axes alone that have several taps', async () => {
  const single = (kernel: string) =>
    `input x: float32[1x2x9x9] NCHW\ninput w: float32[3x2x${kernel}]\n` +
    `c: y = Conv(x, w) {kernel: [${kernel.replace('x', ', ')}], dilations: [2, 3]}\noutput y`;
  const { graph } = await runPass(pass, single('1x2'), 'original');
  const axes = graph.nodes.flatMap(({ op, attrs }) =>
    op.name === 'Slice' ? [(attrs as { axes: number[] }).axes[0]] : [],
  );
  expect([...new Set(axes)]).toEqual([3]);
  await keepsTheFunction(pass, single('1x2'), 'original');
  const { before, graph: same } = await runPass(pass, single('1x1'), 'original');
  expect(same).toBe(before);
});

it('takes rows apart where weights are computed', async () => {
  const { graph } = await runPass(pass, computed(3), 'original');
  expect(graph.nodes.length).toBeGreaterThan(1);
  await keepsTheFunction(pass, computed(3), 'original');
});

it.each([
  ['computed weights of one tap', computed(1), pass],
  ['a convolution that is not dilated', conv('9x9', 'pads: [1, 1, 1, 1]'), pass],
  [
    'another window',
    'input x: float32[1x2x9x9] NCHW\nc: y = MaxPool(x) {kernel: [3, 3], dilations: [2, 2]}\noutput y',
    pass,
  ],
  ['a node that nobody asks for', conv('9x9', 'dilations: [2, 2]'), passFor(31, OPS, [])],
  ['a node that fits in no form', conv('9x9', 'dilations: [2, 2]'), passFor(2)],
  [
    'a dilation beyond all measure',
    conv('1x8', 'dilations: [1, 100000], pads: [0, 100000, 0, 100000]', { kernel: [1, 3] }),
    pass,
  ],
  [
    'a kernel that would fill the memory',
    conv('8x8', 'dilations: [20000, 20000], pads: [20000, 20000, 20000, 20000]'),
    passFor(1e6),
  ],
  ['a stride and a large kernel', conv('40x40', 'dilations: [2, 16], strides: [1, 2]'), pass],
  [
    'what needs pieces that the march lacks',
    conv('40x40', 'dilations: [16, 16]'),
    passFor(31, ['Conv', 'Pad', 'Concat']),
  ],
])('leaves %s', async (_, text, by) => {
  const { before, graph } = await runPass(by, text, 'original');
  expect(graph).toBe(before);
});
