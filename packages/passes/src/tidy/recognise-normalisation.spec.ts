import { keepsTheFunction, runPass } from '@openbpu/testkit';
import * as fc from 'fast-check';
import { recogniseNormalisation } from './recognise-normalisation';

const HEAD = [
  'input x: float32[2x3x4]',
  'const one: float32[] = [1]',
  'const eps: float32[] = [0.5]',
  'const minus: float32[] = [-0.5]',
  'const k: float32[4] = seed 1',
  'const b: float32[4] = seed 2',
  'const wide: float32[5x1x1x1] = seed 3',
];
const MEAN = 'm: m = ReduceMean(x) {axes: [2]}';
const SUB = 's: d = Sub(x, m)';
const square = (d: string) => [
  `p: p = Pow(${d}) {exponent: 2}`,
  'v: v = ReduceMean(p) {axes: [2]}',
  'e: e = Add(v, eps)',
];
const CENTRED = [MEAN, SUB, ...square('d')];
const ROOT = 'q: q = Sqrt(e)';
const RECIPROCAL = 'r: r = Pow(e) {exponent: -0.5}';
/** The mean square of `d` times 0.5, plus epsilon. */
const halved = (d: string) => [...square(d).slice(0, 2), 't: t = Mul(v, eps)', 'e: e = Add(t, eps)'];
/** `x · k/√e + (b − m · k/√e)`. */
const multipliedOut = (x: string) => [
  RECIPROCAL,
  ...['f: f = Mul(r, k)', 'g: g = Mul(m, f)', 'h: h = Sub(b, g)', `i: i = Mul(${x}, f)`, 'y: y = Add(i, h)'],
];

const text = (...nodes: readonly string[]) =>
  [...HEAD, ...nodes, ...(nodes.some((node) => node.startsWith('output')) ? [] : ['output y'])].join('\n');
const run = (...nodes: readonly string[]) => runPass(recogniseNormalisation(), text(...nodes), 'original');

it('makes one node of the spelling of most exporters, with the axes and epsilon, named like the last', async () => {
  const { shape, graph } = await run(...CENTRED, ROOT, 'y: y = Div(d, q)');
  expect(shape).toEqual(['y: y = LayerNormalization(x)']);
  expect(graph.node('y')?.attrs).toEqual({ axes: [2], epsilon: 0.5, bound: 'inside' });
  expect(graph.node('y')?.origins.map(({ name }) => name)).toEqual(['m', 's', 'p', 'v', 'e', 'q', 'y']);
});

it.each([
  ['a product with the reciprocal', [ROOT, 'r: r = Reciprocal(q)', 'y: y = Mul(d, r)']],
  ['1 divided by the root', [ROOT, 'r: r = Div(one, q)', 'y: y = Mul(r, d)']],
  ['the root of the reciprocal', ['i: i = Reciprocal(e)', 'q: r = Sqrt(i)', 'y: y = Mul(d, r)']],
  ['a power', ['r: r = Pow(e) {exponent: -0.5}', 'y: y = Mul(r, d)']],
  ['a quotient by a power', ['r: r = Pow(e) {exponent: 0.5}', 'y: y = Div(d, r)']],
])('recognises %s', async (_, rest) => {
  expect((await run(...CENTRED, ...rest)).shape).toEqual(['y: y = LayerNormalization(x)']);
  expect(
    (await run(...square('x'), ...rest.map((line) => line.replace('d, ', 'x, ').replace(', d)', ', x)')))).shape,
  ).toEqual(['y: y = RMSNormalization(x)']);
});

it('recognises the mean square of any tensor, and takes a scale in that the root was multiplied by', async () => {
  expect((await run('a: d = Relu(x)', ...square('d'), ROOT, 'y: y = Div(d, q)')).shape).toEqual([
    'a: d = Relu(x)',
    'y: y = RMSNormalization(d)',
  ]);
  const scaled = [ROOT, 'r: r = Reciprocal(q)', 'f: f = Mul(k, r)', 'y: y = Mul(d, f)'];
  expect((await run(...CENTRED, ...scaled)).shape).toEqual(['y: y = LayerNormalization(x, k)']);
});

it('recognises the difference written out twice, and the form with mean and scale multiplied out', async () => {
  const twice = ['t: t = Sub(x, m)', 'p: p = Mul(t, t)', ...square('t').slice(1), ROOT, 'y: y = Div(d, q)'];
  expect((await run(MEAN, SUB, ...twice)).shape).toEqual(['y: y = LayerNormalization(x)']);
  const expanded = [...CENTRED, ...multipliedOut('x')];
  expect((await run(...expanded)).shape).toEqual(['y: y = LayerNormalization(x, k, b)']);
  await keepsTheFunction(recogniseNormalisation(), text(...expanded), 'original');
  const turned = expanded.map((line) => line.replace('Add(i, h)', 'Add(h, i)'));
  expect((await run(...turned)).shape).toEqual(['y: y = LayerNormalization(x, k, b)']);
});

it('recognises epsilon beside the root, and a variance of a sample', async () => {
  const beside = [MEAN, SUB, ...square('d').slice(0, 2), 'q: q = Sqrt(v)', 'e: e = Add(q, eps)'];
  const { graph, shape } = await run(...beside, 'y: y = Div(d, e)');
  expect(shape).toEqual(['y: y = LayerNormalization(x)']);
  expect(graph.node('y')?.attrs).toEqual({ axes: [2], epsilon: 0.5, bound: 'added' });
  for (const rest of [
    ['e: e = Add(t, eps)', ROOT, 'y: y = Div(d, q)'],
    ['q: q = Sqrt(t)', 'e: e = Add(eps, q)', 'r: r = Reciprocal(e)', 'y: y = Mul(r, d)'],
  ]) {
    const sample = ['const n: float32[1] = [1.25]', MEAN, SUB, ...square('d').slice(0, 2), 't: t = Mul(v, n)', ...rest];
    const made = await run(...sample);
    expect(made.shape).toEqual(['y: y = LayerNormalization(x, y_scale)']);
    expect(made.graph.value('y_scale').type.shape).toEqual([1]);
    await keepsTheFunction(recogniseNormalisation(), text(...sample), 'original');
  }
});

it('keeps the function for every shape, axes, spelling and side', async () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  const spellings = fc.record({
    square: fc.constantFrom('Pow(D) {exponent: 2}', 'Mul(D, D)'),
    sum: fc.constantFrom('Add(v, eps)', 'Add(eps, v)'),
    last: fc.constantFrom(
      ['q: q = Sqrt(e)', 'y: y = Div(D, q)'],
      ['q: q = Sqrt(e)', 'r: r = Reciprocal(q)', 'y: y = Mul(r, D)'],
      ['r: r = Pow(e) {exponent: -0.5}', 'y: y = Mul(D, r)'],
      ['i: i = Div(one, e)', 'r: r = Sqrt(i)', 'f: f = Mul(r, one)', 'y: y = Mul(D, f)'],
    ),
    centred: fc.boolean(),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(shapes, spellings, async (shape, { square: power, sum, last, centred, seed }) => {
      const some = shape.map((_, axis) => axis).filter((axis) => (seed >> axis) % 2 === 0);
      const axes = `{axes: [${(some.length > 0 ? some : [shape.length - 1]).join(', ')}]}`;
      const d = centred ? 'd' : 'x';
      const nodes = [
        ...(centred ? [`m: m = ReduceMean(x) ${axes}`, SUB] : []),
        `p: p = ${power}`,
        `v: v = ReduceMean(p) ${axes}`,
        `e: e = ${sum}`,
        ...last,
        'output y',
      ].map((line) => line.replaceAll('D', d).replaceAll(`${d}iv`, 'Div'));
      const graph = [`input x: float32[${shape.join('x')}]`, ...HEAD.slice(1, 3), ...nodes].join('\n');
      const { shape: found } = await runPass(recogniseNormalisation(), graph, 'original');
      expect(found).toHaveLength(1);
      await keepsTheFunction(recogniseNormalisation(), graph, 'original');
    }),
    { numRuns: 60 },
  );
});

it('leaves a chain as it is written of which the user wants a node on the BPU', async () => {
  const chain = text(...CENTRED, ROOT, 'y: y = Div(d, q)');
  const { before, graph } = await runPass(recogniseNormalisation(['q']), chain, 'original');
  expect(graph).toBe(before);
  expect((await runPass(recogniseNormalisation(['x']), chain, 'original')).shape).toHaveLength(1);
});

describe('nothing happens', () => {
  const div = 'y: y = Div(d, q)';
  it.each([
    ['when somebody else reads the root', [...CENTRED, ROOT, div, 'z: z = Relu(q)', 'output y', 'output z']],
    ['when the variance is an output', [...square('x'), ROOT, 'y: y = Div(x, q)', 'output y', 'output v']],
    ['to the root of a sum with a tensor', [...square('x').slice(0, 2), 'e: e = Add(v, v)', ROOT, 'y: y = Div(x, q)']],
    ['to a sum that clamps', [...square('x').slice(0, 2), 'e: e = Add(v, eps) {min: 0}', ROOT, 'y: y = Div(x, q)']],
    ['to a square that clamps', ['p: p = Mul(x, x) {max: 1}', ...square('x').slice(1), ROOT, 'y: y = Div(x, q)']],
    [
      'to a scale that makes the tensor larger',
      [...square('x'), RECIPROCAL, 'f: f = Mul(wide, r)', 'y: y = Mul(x, f)'],
    ],
    ...['g: g = Mul(m, f)', 'h: h = Sub(b, g)', 'i: i = Mul(x, f)', 'y: y = Add(i, h)'].map(
      (line): [string, string[]] => [
        `multiplied out, to ${line} that clamps`,
        [...CENTRED, ...multipliedOut('x').map((each) => (each === line ? `${line} {min: 0}` : each))],
      ],
    ),
    [
      'multiplied out, to another mean',
      [
        'u: u = ReduceMean(x) {axes: [1]}',
        ...CENTRED,
        ...multipliedOut('x').map((line) => line.replace('Mul(m, f)', 'Mul(u, f)')),
      ],
    ],
    ['to a quotient that clamps', [...square('x'), RECIPROCAL, 'y: y = Mul(x, r) {min: 0}']],
    ['to a scale that clamps', [...square('x'), RECIPROCAL, 'f: f = Mul(k, r) {max: 1}', 'y: y = Mul(x, f)']],
    ['to a second scale', [...square('x'), RECIPROCAL, 'f: f = Mul(k, r)', 'g: g = Mul(b, f)', 'y: y = Mul(x, g)']],
    [
      'to a mean square times a number below 0',
      [...square('x').slice(0, 2), 't: t = Mul(v, minus)', 'e: e = Add(t, eps)', ROOT, 'y: y = Div(x, q)'],
    ],
    ['to epsilon below 0', [...square('x').slice(0, 2), 'e: e = Add(v, minus)', ROOT, 'y: y = Div(x, q)']],
    ['to epsilon both under the root and beside it', [...square('x'), ROOT, 'f: f = Add(q, eps)', 'y: y = Div(x, f)']],
    [
      'to a mean square times a number, with a scale',
      [...halved('x'), RECIPROCAL, 'f: f = Mul(k, r)', 'y: y = Mul(x, f)'],
    ],
    [
      'multiplied out, when somebody else reads the part of the mean',
      [...CENTRED, ...multipliedOut('x'), 'z: z = Relu(g)', 'output y', 'output z'],
    ],
    ['multiplied out, to a variance times a number', [MEAN, SUB, ...halved('d'), ...multipliedOut('x')]],
    ['multiplied out, to the product of another tensor', ['u: u = Relu(x)', ...CENTRED, ...multipliedOut('u')]],
    ['to a cube', ['p: p = Pow(x) {exponent: 3}', ...square('x').slice(1), ROOT, 'y: y = Div(x, q)']],
    ['to the square of something else', ['a: a = Relu(x)', ...square('a'), ROOT, 'y: y = Div(x, q)']],
    ['to a quotient the other way round', [...square('x'), ROOT, 'y: y = Div(q, x)']],
    [
      'to a mean without its axis',
      [
        'p: p = Mul(x, x)',
        'v: v = ReduceMean(p) {axes: [0], keepdims: false}',
        'e: e = Add(v, eps)',
        ROOT,
        'y: y = Div(x, q)',
      ],
    ],
  ])('%s', async (_, nodes) => {
    const { before, graph } = await run(...nodes);
    expect(graph).toBe(before);
  });
});

it('leaves the mean where it is when it is another mean, or somebody else reads the difference', async () => {
  const other = ['m: m = ReduceMean(x) {axes: [1]}', SUB, ...square('d'), ROOT, 'y: y = Div(d, q)'];
  expect((await run(...other)).shape).toEqual([
    'm: m = ReduceMean(x)',
    's: d = Sub(x, m)',
    'y: y = RMSNormalization(d)',
  ]);
  const foreign = ['u: u = Relu(x)', MEAN.replace('(x)', '(u)'), SUB, ...square('d'), ROOT, 'y: y = Div(d, q)'];
  expect((await run(...foreign)).shape.slice(1)).toEqual([
    'm: m = ReduceMean(u)',
    's: d = Sub(x, m)',
    'y: y = RMSNormalization(d)',
  ]);
  const clamped = [MEAN, 's: d = Sub(x, m) {min: 0}', ...square('d'), ROOT, 'y: y = Div(d, q)'];
  expect((await run(...clamped)).shape.at(-1)).toBe('y: y = RMSNormalization(d)');
  const read = [...CENTRED, ROOT, 'y: y = Div(d, q)', 'z: z = Relu(d)', 'output y', 'output z'];
  expect((await run(...read)).shape).toEqual([
    'm: m = ReduceMean(x)',
    's: d = Sub(x, m)',
    'z: z = Relu(d)',
    'y: y = RMSNormalization(d)',
  ]);
});
