import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { RankToFour } from './rank-to-four';
import { marchWith } from './march.fixture';

const OPS = [
  ...['Add', 'Sub', 'Mul', 'Sigmoid', 'Relu', 'Softmax', 'Concat', 'Pad', 'Slice', 'Split', 'Transpose'],
  ...['ReduceMean', 'Conv', 'Gemm', 'MatMul'],
];
const notFour = (ops: readonly string[]) =>
  marchWith(
    ops,
    ({ op, inputs }, graph) =>
      !['Reshape', 'Sigmoid'].includes(op.name) && graph.value(inputs[0]).type.shape.length !== 4,
  );
const withReshape = new RankToFour(notFour([...OPS, 'Reshape']));
const without = new RankToFour(notFour(OPS));
const HEAD =
  'input x: float32[2x3x4]\ninput z: float32[2x3x4]\ninput row: float32[1x1x4]\nconst k: float32[4] = seed 1\n' +
  'const one: float32[] = [1.5]\n';
const ENDS = 's: y = Sigmoid(u)\noutput y';

it.each([
  ['a = Relu(x)', 'u = Relu(x)', [2, 3, 1, 4]],
  ['a sum', 'u = Add(x, z) {min: 0}', [2, 3, 1, 4]],
  ['a product by a row', 'u = Mul(x, k)', [2, 3, 1, 4]],
  ['Concat', 'u = Concat(x, z) {axis: -1}', [2, 3, 1, 8]],
  ['Concat of rows', 'u = Concat(x, z) {axis: 1}', [2, 6, 1, 4]],
  ['Pad', 'u = Pad(x) {pads: [0, 1, 2, 0, 0, 3], value: 2}', [2, 4, 1, 9]],
  ['Slice', 'u = Slice(x) {starts: [1, 0], ends: [3, 9], axes: [-1, 1]}', [2, 3, 1, 2]],
  ['ReduceMean', 'u = ReduceMean(x) {axes: [-1]}', [2, 3, 1, 1]],
  ['ReduceMean of rows', 'u = ReduceMean(x) {axes: [1]}', [2, 1, 1, 4]],
  ['Softmax', 'u = Softmax(x) {axis: 2}', [2, 3, 1, 4]],
  ['Softmax of rows', 'u = Softmax(x) {axis: -2}', [2, 3, 1, 4]],
  ['a sum with a row that is computed', 'u = Add(x, row)', [2, 3, 1, 4]],
  ['a number minus it', 'u = Sub(one, x)', [2, 3, 1, 4]],
])('carries out %s', async (_, node, shape) => {
  const text = `${HEAD}r: q = Sigmoid(x)\nn: ${node.replace(/\bx\b/, 'q')}\n${ENDS}`;
  const { graph } = await runPass(withReshape, text, 'original');
  expect(graph.value(graph.node('n')!.outputs[0]).type.shape).toEqual(shape);
  await keepsTheFunction(withReshape, text, 'original');
});

it('splits, and takes matrices', async () => {
  const text =
    'input x: float32[6x4]\nr: q = Sigmoid(x)\nn: a, b = Split(q) {axis: 1, sizes: [1, 3]}\n' +
    's: y = Sigmoid(a)\nt: z = Sigmoid(b)\noutput y\noutput z';
  const { graph } = await runPass(withReshape, text, 'original');
  expect(graph.value(graph.node('n')!.inputs[0]).type.shape).toEqual([6, 4, 1, 1]);
  await keepsTheFunction(withReshape, text, 'original');
});

describe('what goes by channel', () => {
  const VECTORS =
    'const s: float32[3] = seed 2\nconst b: float32[3] = seed 3\nconst v: float32[3] = [0.5, 1, 2]\n' +
    'const one: float32[1] = [0.25]\nr: q = Sigmoid(x)\n';
  const NORM = 'BatchNormalization(q, s, b, s, v)';
  const text = (node: string, x = '2x3x4') => `input x: float32[${x}]\n${VECTORS}n: u = ${node}\n${ENDS}`;
  const byChannel = new RankToFour(notFour([...OPS, 'PRelu', 'Reshape']));
  const at = async (node: string, x?: string) => {
    await keepsTheFunction(byChannel, text(node, x), 'original');
    const { graph } = await runPass(byChannel, text(node, x), 'original');
    const found = graph.node('n')!;
    return [found.op.name, graph.value(found.outputs[0]).type.shape];
  };

  it.each([
    ['PRelu(q, s)', ['PRelu', [2, 3, 1, 4]]],
    ['PRelu(q, one)', ['PRelu', [2, 3, 1, 4]]],
    [NORM, ['Conv', [2, 3, 1, 4]]],
  ])('is carried out: %s', async (node, wanted) => expect(await at(node)).toEqual(wanted));

  it('is carried out on a matrix of channels', async () => {
    expect(await at('PRelu(q, s)', '2x3')).toEqual(['PRelu', [2, 3, 1, 1]]);
    expect(await at(NORM, '2x3')).toEqual(['Conv', [2, 3, 1, 1]]);
  });

  it('keeps its channels where the image was another', async () => {
    const image = `input x: float32[6x4x1x1]\n${VECTORS.replace('q', 'p')}t: q = Reshape(p) {shape: [2, 3, 4]}\n`;
    const { graph } = await runPass(byChannel, `${image}n: u = PRelu(q, s)\n${ENDS}`, 'original');
    expect(graph.value('u_image').type.shape).toEqual([2, 3, 1, 4]);
  });

  it.each([
    ['its slopes are computed', 'r: q = Sigmoid(x)\nt: t = Abs(s)\nn: u = PRelu(q, t)'],
    ['the image has its 1 before the channels alone', undefined],
  ])('stays where %s', async (_, nodes) => {
    const only = new RankToFour(
      marchWith([...OPS, 'PRelu', 'Reshape'], ({ id, inputs }, graph) => {
        const { shape } = graph.value(inputs[0]).type;
        return id === 'n' && (nodes ? shape.length !== 4 : shape[1] !== 1);
      }),
    );
    const whole = nodes ? `input x: float32[2x3x4]\ninput s: float32[3]\n${nodes}\n${ENDS}` : text('PRelu(q, s)');
    const { before, graph } = await runPass(only, whole, 'original');
    expect(graph).toBe(before);
  });
});

it('splits the last axis of three, and calls what it adds after the op', async () => {
  const text = `${HEAD}r: q = Sigmoid(x)\nn: a, b = Split(q) {axis: -1, sizes: [1, 3]}\ns: y = Sigmoid(b)\noutput y`;
  const { graph, shape } = await runPass(withReshape, text, 'original');
  expect(shape).toEqual([
    'r: q = Sigmoid(x)',
    'n_reshape_input: n_reshape_input = Reshape(q)',
    'n: a_image, b_image = Split(n_reshape_input)',
    'n_reshape_output_1: b = Reshape(b_image)',
    's: y = Sigmoid(b)',
    'n_reshape_output: a = Reshape(a_image)',
  ]);
  expect(graph.value('b_image').type.shape).toEqual([2, 3, 1, 3]);
  await keepsTheFunction(withReshape, text, 'original');
});

it.each([
  [0, [1, 2, 3, 4]],
  [1, [2, 1, 3, 4]],
  [2, [2, 3, 1, 4]],
  [3, [2, 3, 4, 1]],
])('puts the 1 before axis %d where the march takes no other image', async (at, wanted) => {
  const only = new RankToFour(
    marchWith([...OPS, 'Reshape'], ({ id, inputs }, graph) => {
      const { shape } = graph.value(inputs[0]).type;
      return id === 'n' && (shape.length !== 4 || shape[at] !== 1);
    }),
  );
  for (const node of ['Concat(q, z) {axis: 0}', 'Pad(q) {pads: [1, 2, 3, 0, 4, 5], value: 1}', 'Relu(q)']) {
    const text = `${HEAD}r: q = Sigmoid(x)\nn: u = ${node}\n${ENDS}`;
    const { graph } = await runPass(only, text, 'original');
    expect(graph.value(graph.node('n')!.inputs[0]).type.shape).toEqual(wanted);
    await keepsTheFunction(only, text, 'original');
  }
});

it('minds no Reshape that it did not add', async () => {
  const text = `${HEAD}o: w = Reshape(x) {shape: [1, 2, 3, 2, 2]}\nn: u = Relu(x)\n${ENDS}\noutput w`;
  const low = new RankToFour(
    marchWith([...OPS, 'Reshape'], ({ id, inputs, outputs }, graph) =>
      id === 'n' ? graph.value(inputs[0]).type.shape.length !== 4 : graph.value(outputs[0]).type.shape.length > 4,
    ),
  );
  const { graph } = await runPass(low, text, 'original');
  expect(graph.value(graph.node('n')!.outputs[0]).type.shape).toEqual([2, 3, 1, 4]);
});

it('puts the ones behind a matrix and nowhere else', async () => {
  const wide = new RankToFour(
    marchWith([...OPS, 'Reshape'], ({ id, inputs }, graph) => id === 'n' && graph.value(inputs[0]).type.shape[0] !== 1),
  );
  const { before, graph } = await runPass(wide, `input x: float32[2x3]\nn: u = Relu(x)\n${ENDS}`, 'original');
  expect(graph).toBe(before);
});

describe('a movement is carried out', () => {
  const refused = (text: string) => `${HEAD}r: q = Sigmoid(x)\nn: u = Concat(q, z) {axis: 1}\n${text}\noutput y`;

  it.each([
    ['before another, with a function behind it', refused('m: v = Transpose(u) {perm: [0, 2, 1]}\ns: y = Sigmoid(v)')],
    [
      'behind another, with a function before it',
      `${HEAD}r: p = Sigmoid(x)\nm: q = Transpose(p) {perm: [0, 1, 2]}\nn: u = Concat(z, q) {axis: 1}\n${ENDS}`,
    ],
    ['before what is carried out as well', refused('s: y = Relu(u)')],
    [
      'where one of its readers computes',
      refused('m: v = Slice(u) {starts: [0], ends: [1]}\ns: y = Sigmoid(u)\noutput v'),
    ],
  ])('%s', async (_, text) => {
    const { graph } = await runPass(withReshape, text, 'original');
    expect(graph.value(graph.node('n')!.outputs[0]).type.shape).toHaveLength(4);
    await keepsTheFunction(withReshape, text, 'original');
  });

  it.each([
    ['before a movement alone', refused('m: y = Transpose(u) {perm: [0, 2, 1]}')],
    ['before what stays in float', refused('s: y = Softplus(u)')],
    ['before what the march takes at no rank', refused('const w: float32[4x5] = seed 3\ns: y = MatMul(u, w)')],
  ])('not %s', async (_, text) => {
    const { before, graph } = await runPass(withReshape, text, 'original');
    expect(graph).toBe(before);
  });
});

describe('what a march does only when asked', () => {
  const text = `${HEAD}n: u = Relu(x)\n${ENDS}`;
  const manual = { ...notFour([...OPS, 'Reshape']) };
  const march = { ...manual, policy: { quantise: { ...manual.policy.quantise, Relu: 'manual' as const } } };

  it('is carried out where the user asks for it', async () => {
    const pass = new RankToFour(march, ['n']);
    const { graph } = await runPass(pass, text, 'original');
    expect(graph.value(graph.node('n')!.outputs[0]).type.shape).toEqual([2, 3, 1, 4]);
    await keepsTheFunction(pass, text, 'original');
  });

  it.each([[[]], [['s']]])('is left alone where the user asks for %j', async (asked) => {
    const { before, graph } = await runPass(new RankToFour(march, asked), text, 'original');
    expect(graph).toBe(before);
  });
});

const IMAGE =
  'input x: float32[6x4x1x1]\ninput z: float32[6x4x1x1]\ne: e = Sigmoid(x)\nr: p = Reshape(e) {shape: [2, 3, 4]}\n' +
  't: q = Reshape(z) {shape: [2, 3, 4]}\n';

it('takes the images its operands were, and needs no Reshape of the march then', async () => {
  const text = `${IMAGE}n: u = Add(p, q)\n${ENDS}`;
  const { graph } = await runPass(without, text, 'original');
  expect(graph.value(graph.node('n')!.outputs[0]).type.shape).toEqual([6, 4, 1, 1]);
  await keepsTheFunction(without, text, 'original');
});

it.each([
  ['of one operand', `${IMAGE}n: u = Add(p, s0)\n${ENDS}`, [6, 4, 1, 1]],
  ['not of rows', `${IMAGE}n: u = Mul(p, k)\n${ENDS}`, [2, 3, 1, 4]],
  ['not of operands that are repeated', `${IMAGE}n: u = Add(p, row)\n${ENDS}`, [2, 3, 1, 4]],
  ['not of a function along an axis', `${IMAGE}n: u = Softmax(p) {axis: 2}\n${ENDS}`, [2, 3, 1, 4]],
  [
    'where most operands had the 1 there',
    `${IMAGE}n: u = Concat(p, q) {axis: 1}\n${ENDS}`.replaceAll('[6x4x1x1]', '[2x3x4x1]'),
    [2, 6, 4, 1],
  ],
  ['not where it was no image', `${IMAGE}n: u = Add(p, q)\n${ENDS}`.replaceAll('[6x4x1x1]', '[6x4]'), [2, 3, 1, 4]],
])('takes the images its operands were, %s', async (_, text, shape) => {
  const pass = new RankToFour(
    marchWith(
      [...OPS, 'Reshape'],
      ({ id, inputs }, graph) => id === 'n' && graph.value(inputs[0]).type.shape.length === 3,
    ),
  );
  const whole = `input s0: float32[2x3x4]\ninput row: float32[1x1x4]\nconst k: float32[4] = seed 1\n${text}`;
  const { graph } = await runPass(pass, whole, 'original');
  expect(graph.value(graph.node('n')!.outputs[0]).type.shape).toEqual(shape);
  await keepsTheFunction(pass, whole, 'original');
});

it('takes no image behind what is no Reshape', async () => {
  const text = `input x: float32[2x3x4x5]\nm: p = ReduceMean(x) {axes: [3], keepdims: false}\nn: u = Relu(p)\n${ENDS}`;
  const { graph } = await runPass(withReshape, text, 'original');
  expect(graph.value(graph.node('n')!.outputs[0]).type.shape).toEqual([2, 3, 1, 4]);
  await keepsTheFunction(withReshape, text, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['at rank 1', `input x: float32[7]\nn: u = Relu(x)\n${ENDS}`],
    ['at rank 5', `input x: float32[7x1x2x1x2]\nn: u = Relu(x)\n${ENDS}`],
    ['to constants alone', `${HEAD}const all: float32[2x3x4] = seed 2\nn: u = Relu(all)\n${ENDS}`],
    ['to what has no form at rank 4', `${HEAD}r: q = Sigmoid(x)\nn: u = Transpose(q) {perm: [0, 2, 1]}\n${ENDS}`],
    ['to what is refused at rank 4 as well', `${HEAD}n: u = Div(x, z)\n${ENDS}`],
    [
      'to a layer without a bias',
      'input x: float32[2x3]\nconst w: float32[4x3] = seed 1\nn: y = Gemm(x, w, _)\noutput y',
    ],
    ['at rank 4', `${HEAD}r: q = Reshape(x) {shape: [1, 2, 3, 4]}\nn: u = Relu(q)\n${ENDS}`],
    ['to movements before the outputs', `${HEAD}r: q = Sigmoid(x)\nn: u = Concat(q, z) {axis: 1}\noutput u`],
    ['to movements behind the inputs', `${HEAD}n: u = Concat(x, z) {axis: 1}\n${ENDS}`],
    [
      'to a mean that drops its axes',
      `${HEAD}r: q = Sigmoid(x)\nn: u = ReduceMean(q) {axes: [1], keepdims: false}\n${ENDS}`,
    ],
    ['to operands of several ranks', `${HEAD}input m: float32[3x4]\nn: u = Add(x, m)\n${ENDS}`],
  ])('%s', async (_, text) => {
    const { before, graph } = await runPass(withReshape, text, 'original');
    expect(graph).toBe(before);
  });

  it('where Reshapes would be left and the march has none', async () => {
    const { before, graph } = await runPass(
      without,
      `${IMAGE}n: u = Add(p, x2)\n${ENDS}`.replace('input z', 'input x2: float32[2x3x4]\ninput z'),
      'original',
    );
    expect(graph).toBe(before);
  });
});
