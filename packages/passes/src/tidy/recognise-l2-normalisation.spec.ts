import { runPass } from '@openbpu/testkit';
import { recogniseL2Normalisation } from './recognise-l2-normalisation';

const HEAD = [
  'input x: float32[2x3x4]',
  'input z: float32[1x1]',
  'const eps: float32[] = [0.25]',
  'const minus: float32[] = [-0.25]',
  'const last: int64[1] = [-1]',
].join('\n');

const reduce = (opType: string, from = 'x', attributes = '{axes: [2], keepdims: 1}', shape = '[2, 3, 1]') =>
  `OnnxOp(${from}) {opType: "${opType}", opset: 11, attributes: ${attributes}, outputTypes: [{dtype: "float32", shape: ${shape}}]}`;
const NORM = `n: n = ${reduce('ReduceL2')}`;
const SUM = `n: s = ${reduce('ReduceSumSquare')}`;
const run = (...nodes: readonly string[]) =>
  runPass(recogniseL2Normalisation(), [HEAD, ...nodes, 'output y'].join('\n'), 'original');

it.each([
  [
    'the clamp and expansion of torch',
    [NORM, 'c: c = Clip(n) {min: 0.25}', 'e: e = Expand(c) {shape: [2, 3, 4]}', 'y: y = Div(x, e)'],
    0.25,
    'least',
  ],
  ['a maximum', [NORM, 'c: c = Max(eps, n)', 'y: y = Div(x, c)'], 0.25, 'least'],
  ['nothing that keeps it from 0', [NORM, 'y: y = Div(x, n)'], 0, 'least'],
  ['a sum', [NORM, 'c: c = Add(n, eps)', 'y: y = Div(x, c)'], 0.25, 'added'],
  [
    'a product with the reciprocal',
    [NORM, 'c: c = Add(n, eps)', 'r: r = Reciprocal(c)', 'y: y = Mul(r, x)'],
    0.25,
    'added',
  ],
  [
    'the root of a sum of squares',
    [SUM, 'q: n = Sqrt(s)', 'c: c = Clip(n) {min: 0.25}', 'y: y = Div(x, c)'],
    0.25,
    'least',
  ],
  [
    'squares summed up',
    ['p: p = Mul(x, x)', `n: s = ${reduce('ReduceSum', 'p')}`, 'q: n = Sqrt(s)', 'y: y = Div(x, n)'],
    0,
    'least',
  ],
  [
    'a root of what is at least epsilon',
    [SUM, 'c: c = Max(s, eps)', 'q: q = Sqrt(c)', 'y: y = Div(x, q)'],
    0.5,
    'least',
  ],
  [
    'a root with epsilon inside',
    [SUM, 'c: c = Add(s, eps)', 'r: r = Pow(c) {exponent: -0.5}', 'y: y = Mul(x, r)'],
    0.25,
    'inside',
  ],
  ['a maximum with 0', ['const zero: float32[] = [0]', NORM, 'c: c = Max(n, zero)', 'y: y = Div(x, c)'], 0, 'least'],
  ['a power of a sum of squares alone', [SUM, 'r: r = Pow(s) {exponent: -0.5}', 'y: y = Mul(x, r)'], 0, 'inside'],
  [
    'squares summed up by the canonical operator',
    ['p: p = Pow(x) {exponent: 2}', 'n: s = ReduceSum(p) {axes: [2]}', 'q: n = Sqrt(s)', 'y: y = Div(x, n)'],
    0,
    'least',
  ],
] as const)('recognises %s', async (_, nodes, epsilon, bound) => {
  const { shape, graph } = await run(...nodes);
  expect(shape).toEqual(['y: y = L2Normalization(x)']);
  expect(graph.node('y')?.attrs).toEqual({ axes: [2], epsilon, bound });
  expect(graph.node('y')?.origins).toHaveLength(nodes.filter((line) => !line.startsWith('const')).length);
});

it('takes out what the norm is multiplied by', async () => {
  const nodes = [NORM, 't: t = Mul(n, eps)', 'c: c = Max(t, eps)', 'y: y = Div(x, c)'];
  const { shape, graph } = await run(...nodes);
  expect(shape).toEqual(['y: y = L2Normalization(x, y_scale)']);
  expect(graph.node('y')?.attrs).toEqual({ axes: [2], epsilon: 1, bound: 'least' });
  expect(graph.value('y_scale').constant).toMatchObject({ shape: [1], data: Float32Array.of(4) });
  const alone = await run(NORM, 't: t = Mul(n, eps)', 'y: y = Div(x, t)');
  expect(alone.shape).toEqual(['y: y = L2Normalization(x, y_scale)']);
  expect(alone.graph.node('y')?.attrs).toEqual({ axes: [2], epsilon: 0, bound: 'least' });
});

it('reads the axes of an input, and takes all where none is given', async () => {
  const one = await run(NORM.replace('OnnxOp(x)', 'OnnxOp(x, last)').replace('axes: [2], ', ''), 'y: y = Div(x, n)');
  expect(one.graph.node('y')?.attrs).toMatchObject({ axes: [2] });
  const two = await run(`n: n = ${reduce('ReduceL2', 'x', '{axes: [-1, 1]}', '[2, 1, 1]')}`, 'y: y = Div(x, n)');
  expect(two.graph.node('y')?.attrs).toMatchObject({ axes: [1, 2] });
  const sum = await run(
    'p: p = Mul(x, x)',
    's: s = ReduceSum(p) {axes: [-1, 1]}',
    'q: n = Sqrt(s)',
    'y: y = Div(x, n)',
  );
  expect(sum.graph.node('y')?.attrs).toMatchObject({ axes: [1, 2] });
  const all = await run(`n: n = ${reduce('ReduceL2', 'x', '{}', '[1, 1, 1]')}`, 'y: y = Div(x, n)');
  expect(all.graph.node('y')?.attrs).toMatchObject({ axes: [0, 1, 2] });
});

it('leaves a chain as it is written of which the user wants a node on the BPU', async () => {
  const chain = [HEAD, NORM, 'y: y = Div(x, n)', 'output y'].join('\n');
  const { before, graph } = await runPass(recogniseL2Normalisation(['y']), chain, 'original');
  expect(graph).toBe(before);
});

describe('nothing happens', () => {
  it.each([
    ['to the norm of something else', ['a: a = Relu(x)', `n: n = ${reduce('ReduceL2', 'a')}`, 'y: y = Div(x, n)']],
    ['to a sum', ['n: n = ReduceSum(x) {axes: [2]}', 'y: y = Div(x, n)']],
    ['to the root of a sum', ['s: s = ReduceSum(x) {axes: [2]}', 'q: n = Sqrt(s)', 'y: y = Div(x, n)']],
    [
      'to axes that are computed',
      [
        'input axes: int64[1]',
        `n: n = ${reduce('ReduceL2', 'x, axes', '{keepdims: 1}', '[1, 1, 1]')}`,
        'y: y = Div(x, n)',
      ],
    ],
    ['to another norm', [`n: n = ${reduce('ReduceL1')}`, 'y: y = Div(x, n)']],
    [
      'to a norm that lost its axis',
      [`n: n = ${reduce('ReduceL2', 'x', '{axes: [0], keepdims: 0}', '[3, 4]')}`, 'y: y = Div(x, n)'],
    ],
    ['to a norm with an upper bound', [NORM, 'c: c = Clip(n) {min: 0.25, max: 1}', 'y: y = Div(x, c)']],
    ['to epsilon below 0', [NORM, 'c: c = Add(n, minus)', 'y: y = Div(x, c)']],
    ['to epsilon below 0 under the root', [SUM, 'c: c = Add(s, minus)', 'q: q = Sqrt(c)', 'y: y = Div(x, q)']],
    ['to a norm times a number below 0', [NORM, 't: t = Mul(n, minus)', 'y: y = Div(x, t)']],
    ['to a norm that is expanded beyond x', [NORM, 'e: e = Expand(n) {shape: [5, 2, 3, 4]}', 'y: y = Div(x, e)']],
    [
      'to a reduction over no axes',
      [`n: n = ${reduce('ReduceL2', 'z', '{noop_with_empty_axes: 1}', '[1, 1]')}`, 'y: y = Div(z, n)'],
    ],
    ['to a reciprocal times a scale', [NORM, 'r: r = Reciprocal(n)', 'f: f = Mul(r, eps)', 'y: y = Mul(x, f)']],
    ['to a quotient the other way round', [NORM, 'y: y = Div(n, x)']],
    ['when the norm is an output', [NORM, 'y: y = Div(x, n)', 'output n']],
    ['to the operator of another domain', [NORM.replace('{opType', '{domain: "own", opType'), 'y: y = Div(x, n)']],
  ])('%s', async (_, nodes) => {
    const { before, graph } = await run(...nodes);
    expect(graph).toBe(before);
  });
});
