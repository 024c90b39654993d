import type { Graph } from '@openbpu/ir';
import { float32 } from '@openbpu/tensor';
import { RandomDraw, evaluate, keepsTheFunction, runPass } from '@openbpu/testkit';
import { sumOfStack } from './sum-of-stack';

const PARTS = `input a: float32[1x2x3x4]
input b: float32[1x2x3x4]
input c: float32[1x2x3x4]
u: p = Reshape(a) {shape: [1, 1, 2, 3, 4]}
v: q = Reshape(b) {shape: [1, 1, 2, 3, 4]}
w: r = Reshape(c) {shape: [1, 1, 2, 3, 4]}
`;

interface Reduced {
  readonly reduce?: string;
  readonly axis?: number;
  readonly over?: number;
  readonly keepdims?: boolean;
  readonly more?: string;
}

const text = (
  parts: string,
  { reduce = 'ReduceSum', axis = 0, over = axis, keepdims = false, more = 'output y' }: Reduced = {},
) =>
  `${PARTS}s: t = Concat(${parts}) {axis: ${axis}}\n` +
  `n: y = ${reduce}(t) {axes: [${over}], keepdims: ${keepdims}}\n${more}`;
const UNUSED = ['u: p = Reshape(a)', 'v: q = Reshape(b)', 'w: r = Reshape(c)'];
const shapeOf = async (given: string) =>
  (await runPass(sumOfStack, given, 'original')).shape.filter((line) => !UNUSED.includes(line));

describe('sumOfStack', () => {
  it('writes the sum of a stack as additions, and lets the stack go', async () => {
    const { shape, graph } = await runPass(sumOfStack, text('p, q, r'), 'original');
    expect(shape).toEqual(['n_add: n_add = Add(a, b)', 'n: y = Add(n_add, c)']);
    expect(graph.value('y').type.shape).toEqual([1, 2, 3, 4]);
    expect(graph.node('n')!.origins.map(({ name }) => name)).toEqual(['n', 'u', 'v', 'w', 's']);
    expect(graph.node('n_add')!.origins.map(({ name }) => name)).toEqual(['n', 'u', 'v', 'w', 's']);
    await keepsTheFunction(sumOfStack, text('p, q, r'), 'original');
  });

  it('keeps the axis as 1 where the sum does', async () => {
    const given = text('p, q', { keepdims: true });
    expect(await shapeOf(given)).toEqual(['n: n_sum = Add(a, b)', 'n_reshape_output: y = Reshape(n_sum)']);
    expect((await runPass(sumOfStack, given, 'original')).graph.value('y').type.shape).toEqual([1, 1, 2, 3, 4]);
    await keepsTheFunction(sumOfStack, given, 'original');
  });

  it.each([false, true])('writes a mean as additions and a product, the axis kept: %s', async (keepdims) => {
    const given = text('p, q, r', { reduce: 'ReduceMean', keepdims });
    expect((await shapeOf(given)).slice(0, 3)).toEqual([
      'n_add: n_add = Add(a, b)',
      'n_add_1: n_add_1 = Add(n_add, c)',
      `n: ${keepdims ? 'n_sum' : 'y'} = Mul(n_add_1, n_share)`,
    ]);
    await keepsTheFunction(sumOfStack, given, 'original');
  });

  it.each([
    ['1', 1],
    ['-4', -4],
  ])('counts the axis from either end: %s', async (_, axis) => {
    for (const over of [1, -4]) {
      expect(await shapeOf(text('p, q', { axis, over }))).toEqual(['n: y = Add(a, b)']);
      await keepsTheFunction(sumOfStack, text('p, q', { axis, over }), 'original');
    }
  });

  it.each(['ReduceSum', 'ReduceMean'])('hands one part alone on: %s', async (reduce) => {
    expect(await shapeOf(text('p', { reduce }))).toEqual(['n: y = Identity(a)']);
    await keepsTheFunction(sumOfStack, text('p', { reduce }), 'original');
    await keepsTheFunction(sumOfStack, text('p', { reduce, keepdims: true }), 'original');
  });

  it('takes a part that stands there twice twice', async () => {
    expect(await shapeOf(text('p, p, q'))).toEqual(['n_add: n_add = Add(a, a)', 'n: y = Add(n_add, b)']);
    await keepsTheFunction(sumOfStack, text('p, p, q'), 'original');
  });

  it('takes constants among the parts, wherever they stand', async () => {
    const constant = 'const k: float32[1x1x2x3x4] = seed 3\n';
    for (const parts of ['p, k', 'k, p', 'k, k, q', 'p, k, q']) {
      const given = `${constant}${text(parts)}`;
      expect((await shapeOf(given)).at(-1)).toMatch(/^n: y = Add\(/);
      await keepsTheFunction(sumOfStack, given, 'original');
    }
    const { graph } = await runPass(sumOfStack, `${constant}${text('p, k')}`, 'original');
    expect(graph.value(graph.node('n')!.inputs[1]).type.shape).toEqual([1, 2, 3, 4]);
  });

  it.each(['Relu(t)', 'ReduceMax(t) {axes: [0]}'])('leaves the stack to its other readers: %s', async (reader) => {
    const given = text('p, q', { more: `z: o = ${reader}\noutput y\noutput o` });
    expect(await shapeOf(given)).toEqual(['s: t = Concat(p, q)', `z: o = ${reader.split(' ')[0]}`, 'n: y = Add(a, b)']);
    const { graph } = await runPass(sumOfStack, given, 'original');
    expect(graph.node('n')!.origins.map(({ name }) => name)).toEqual(['n']);
    await keepsTheFunction(sumOfStack, given, 'original');
  });

  it.each(['t', 'p', 'q'])('leaves what is an output inside: %s', async (inner) => {
    const given = text('p, q', { more: `output y\noutput ${inner}` });
    const { graph, shape } = await runPass(sumOfStack, given, 'original');
    expect(shape).toContain('n: y = Add(a, b)');
    expect(graph.outputs).toEqual(['y', inner]);
    await keepsTheFunction(sumOfStack, given, 'original');
  });

  it('leaves a Reshape that somebody else reads', async () => {
    const given = text('p, q', { more: 'z: o = Relu(p)\noutput y\noutput o' });
    const { shape } = await runPass(sumOfStack, given, 'original');
    expect(shape).toEqual(expect.arrayContaining(['u: p = Reshape(a)', 'z: o = Relu(p)', 'n: y = Add(a, b)']));
    expect(shape).not.toContain('v: q = Reshape(b)');
  });

  it('sums scalars, and sums of stacks of stacks', async () => {
    const scalars = `input x: float32[2]
i: f = ReduceSum(x) {axes: [0], keepdims: false}
u: p = Reshape(f) {shape: [1]}
s: t = Concat(p, p) {axis: 0}
n: y = ReduceSum(t) {axes: [0], keepdims: false}
output y`;
    expect((await runPass(sumOfStack, scalars, 'original')).shape.at(-1)).toBe('n: y = Add(f, f)');
    await keepsTheFunction(sumOfStack, scalars, 'original');
    const twice = text('p, q', {
      more: `k: l = Reshape(y) {shape: [1, 1, 2, 3, 4]}
m: g = Concat(l, r) {axis: 0}
o: z = ReduceMean(g) {axes: [0], keepdims: false}
output z`,
    });
    expect((await shapeOf(twice)).slice(0, 2)).toEqual(['n: y = Add(a, b)', 'o_add: o_add = Add(y, c)']);
    await keepsTheFunction(sumOfStack, twice, 'original');
  });

  it.each([
    ['another axis', text('p, q', { over: 2 })],
    ['an axis of the parts', text('p, q', { axis: 2 })],
    ['two axes', text('p, q').replace('axes: [0]', 'axes: [0, 1]')],
    ['a maximum', text('p, q', { reduce: 'ReduceMax' })],
    ['no Concat', `${PARTS}n: y = ReduceSum(p) {axes: [0]}\noutput y`],
    ['a part of another depth', `input d: float32[2x1x2x3x4]\n${text('p, d')}`],
    ['a part that is no Reshape', `input d: float32[1x1x2x3x4]\n${text('p, d')}`],
    ['a constant of another depth', `const d: float32[2x1x2x3x4] = seed 1\n${text('p, d')}`],
    [
      'parts without elements',
      text('p, q', { axis: 1 }).replaceAll('1x2x3x4', '0x2').replaceAll('1, 1, 2, 3, 4', '0, 1, 2'),
    ],
    ['constants alone', `const d: float32[1x1x2x3x4] = seed 1\n${text('d, d')}`],
    [
      'a Reshape that does more',
      `${PARTS}z: d = Reshape(a) {shape: [1, 2, 3, 4]}\n${text('p, e')
        .replace(PARTS, '')
        .replace('s: t', 'x: h = Reshape(a) {shape: [24]}\nx2: e = Reshape(h) {shape: [1, 1, 2, 3, 4]}\ns: t')}`,
    ],
  ])('leaves %s', async (_, given) => {
    const { before, graph } = await runPass(sumOfStack, given, 'original');
    expect(graph).toBe(before);
  });

  it('keeps what is not finite', async () => {
    const { before, graph } = await runPass(sumOfStack, text('p, q, r'), 'original');
    const part = (value: number) => float32([1, 2, 3, 4], new Float32Array(24).fill(value));
    const result = (of: Graph, ...values: readonly number[]) =>
      evaluate(of, new Map(values.map((value, i) => ['abc'[i], part(value)]))).get('y')!.data[0];
    for (const values of [
      [Infinity, 1, 2],
      [-Infinity, 1, 2],
      [1, Infinity, -Infinity],
      [1, 2, NaN],
    ])
      expect(result(graph, ...values)).toEqual(result(before, ...values));
    expect(result(graph, 1, Infinity, -Infinity)).toBeNaN();
  });

  it('keeps the function of random stacks', async () => {
    for (let seed = 0; seed < 60; seed++) await keepsTheFunction(sumOfStack, randomStack(seed), 'original');
  });
});

/** Two to six parts of one to four dimensions, some of them constants, one perhaps twice. */
function randomStack(seed: number): string {
  const draw = new RandomDraw(seed);
  const shape = Array.from({ length: draw.int(1, 4) }, () => draw.int(1, 4));
  const axis = draw.int(0, shape.length);
  const slice = shape.toSpliced(axis, 0, 1);
  const lines = [`input x: float32[${shape.join('x')}]`];
  const parts = Array.from({ length: draw.int(2, 6) }, (_, i) => {
    if (i > 0 && draw.chance(0.2)) {
      lines.push(`const k${i}: float32[${slice.join('x')}] = seed ${i}`);
      return `k${i}`;
    }
    if (i > 1 && draw.chance(0.2)) return 'p0';
    lines.push(`r${i}: f${i} = ${draw.pick(['Relu', 'Neg', 'Abs', 'Sigmoid'])}(x)`);
    lines.push(`u${i}: p${i} = Reshape(f${i}) {shape: [${slice.join(', ')}]}`);
    return `p${i}`;
  });
  const from = () => axis - draw.pick([0, slice.length]);
  lines.push(`s: t = Concat(${parts.join(', ')}) {axis: ${from()}}`);
  const op = draw.pick(['ReduceSum', 'ReduceMean']);
  lines.push(`n: y = ${op}(t) {axes: [${from()}], keepdims: ${draw.chance(0.5)}}`, 'output y');
  if (draw.chance(0.2)) lines.push('output t');
  return lines.join('\n');
}
