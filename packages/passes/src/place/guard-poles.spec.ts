import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { guardPoles } from './guard-poles';

const HEAD = [
  'input x: float32[1x4x2x2] NCHW',
  'const w: float32[4x4x1x1] = seed 1',
  'const k: float32[1] = [0.5]',
  'const eps: float32[1] = [0.00001]',
  'const v: float32[4] = [1, 1, 1, 1]',
  'c: p = Conv(x, w) {kernel: [1, 1]}',
];

const parsed = (nodes: readonly string[], outputs = 'y') =>
  parseGraph(
    [...HEAD, ...nodes, ...outputs.split(' ').map((id) => `output ${id}`)].join('\n'),
    standardOps(),
    'original',
  );

const needs = (nodes: readonly string[], outputs = 'y') =>
  [...guardPoles(parsed(nodes, outputs)).keys()].sort().join(' ');

describe('the node with the pole', () => {
  it.each([
    ['a: y = Reciprocal(p)', 'a'],
    ['a: y = Log(p)', 'a'],
    ['a: y = Sqrt(p)', 'a'],
    ['a: y = Div(k, p)', 'a'],
    ['a: y = Pow(p) {exponent: -1}', 'a'],
    ['a: y = Pow(p) {exponent: 0.5}', 'a'],
    ['a: y = Pow(p) {exponent: 1}', ''],
    ['a: y = Pow(p) {exponent: 2}', ''],
    ['a: y = Pow(p) {exponent: 1.5}', ''],
    ['a: y = Div(p, k)', ''],
    ['a: y = Atanh(p)', 'a'],
    ['a: y = Acosh(p)', 'a'],
    ['a: y = Tan(p)', 'a'],
    ['a: y = Sinh(p)', ''],
    ['a: y = Exp(p)', ''],
    ['a: y = OnnxOp(p) {opType: "Atanh", opset: 17, outputTypes: [{dtype: "float32", shape: [1, 4, 2, 2]}]}', 'a'],
    ['a: y = OnnxOp(p) {opType: "Sinh", opset: 17, outputTypes: [{dtype: "float32", shape: [1, 4, 2, 2]}]}', ''],
    ['a: y = OnnxOp(p) {domain: "own", opType: "Atanh", opset: 1, outputTypes: [{dtype: "float32", shape: [4]}]}', ''],
  ])('%s', (node, expected) => {
    expect(needs([node])).toBe(expected);
  });
});

describe('an operand that provably keeps away', () => {
  it.each([
    ['q: r = Clip(p) {min: 0.1, max: 1}', 'Reciprocal', true],
    ['q: r = Clip(p) {min: 0.06, max: 1}', 'Reciprocal', false],
    ['q: r = Clip(p) {min: -1, max: -0.1}', 'Reciprocal', true],
    ['q: r = Clip(p) {min: -1, max: -0.1}', 'Log', false],
    ['q: r = Clip(p) {min: 0.1, max: Infinity}', 'Log', false],
    ['q: s = Sigmoid(p)\nr: r = Add(s, k)', 'Log', true],
    ['q: s = Sigmoid(p)\nr: r = Sub(s, k)', 'Log', false],
    ['q: s = Tanh(p)\nr: r = Mul(s, s)\nt: t = Add(r, k)', 'Sqrt', true],
    ['q: s = Softmax(p) {axis: 1}\nr: r = Add(k, s)', 'Sqrt', true],
    ['q: s = Exp(p)\nr: r = Add(s, k)', 'Reciprocal', false],
    ['q: s = Sigmoid(p)\nr: r = Sub(eps, s)', 'Reciprocal', false],
    ['q: s = Sigmoid(p)\nr: r = Add(s, k)\nm: t = Reshape(r) {shape: [1, 16]}', 'Reciprocal', true],
    ['q: s = Sigmoid(p)\nr: r = Add(s, k)\nm: t = Pad(r) {pads: [0, 0, 1, 1, 0, 0, 1, 1]}', 'Reciprocal', false],
  ])('%s -> %s', (nodes, op, safe) => {
    const last = /(\w+) = [^\n]*$/.exec(nodes)![1];
    expect(needs([nodes, `a: y = ${op}(${last})`]) === '').toBe(safe);
  });
});

describe('what computes the operand', () => {
  it('is kept in float back to the layer', () => {
    expect(
      needs(['m: m = ReduceMean(p) {axes: [1]}', 'e: e = Add(m, eps)', 's: s = Sqrt(e)', 'd: y = Div(p, s)']),
    ).toBe('d e m s');
  });

  it('is kept no further than an exponential, whose integers are fine enough', () => {
    expect(needs(['n: n = Mul(p, p)', 'e: e = Exp(n)', 'a: a = Reciprocal(e)', 'd: y = Add(a, p)'])).toBe('a e');
  });

  it('is kept no further than what a layer reads as well', () => {
    expect(
      needs(['r: r = Mul(p, p)', 'b: z = Conv(r, w) {kernel: [1, 1]}', 'e: e = Add(r, k)', 'a: y = Log(e)'], 'y z'),
    ).toBe('a e');
  });

  it('is a layer with an activation, or read by the BPU as well, itself', () => {
    expect(needs(['b: q = Conv(x, w) {kernel: [1, 1], min: 0}', 'a: y = Log(q)'])).toBe('a b');
    expect(needs(['a: y = Log(p)', 'b: z = Conv(p, w) {kernel: [1, 1]}'], 'y z')).toBe('a c');
    const foreign = 'OnnxOp(p) {opType: "Hardmax", opset: 17, outputTypes: [{dtype: "float32", shape: [1, 4, 2, 2]}]}';
    expect(needs(['a: y = Log(p)', `b: z = ${foreign}`], 'y z')).toBe('a');
  });

  it('is not looked at from a node that is exempt, and does not take one in', () => {
    const graph = parsed(['q: r = Mul(p, p)', 'a: s = Reciprocal(r)', 'b: t = Log(s)', 'c2: y = Mul(t, k)']);
    const exempt = (name: string) => [...guardPoles(graph, ({ id }) => id === name).keys()].sort().join(' ');
    expect([exempt(''), exempt('a'), exempt('b')]).toEqual(['a b q', 'b', 'a q']);
    const clamped = parsed(['b: q = Conv(x, w) {kernel: [1, 1], min: 0}', 'a: y = Log(q)']);
    expect([...guardPoles(clamped, ({ id }) => id === 'b').keys()]).toEqual(['a']);
  });
});

describe('what computes the input of a normalisation', () => {
  const sum = ['b: b = Conv(p, w) {kernel: [1, 1]}', 'r: r = Add(p, b)'];

  it.each([
    'LayerNormalization(t) {axes: [3]}',
    'RMSNormalization(t) {axes: [1]}',
    'InstanceNormalization(t)',
    'GroupNormalization(t) {groups: 2}',
    'L2Normalization(t) {axes: [1]}',
    'OnnxOp(t) {opType: "SkipLayerNormalization", opset: 1, outputTypes: [{dtype: "float32", shape: [1, 4, 2, 2]}]}',
    'OnnxOp(t) {opType: "LpNormalization", opset: 17, outputTypes: [{dtype: "float32", shape: [1, 4, 2, 2]}]}',
  ])('is kept in float back to the layers before %s', (norm) => {
    expect(needs([...sum, 'm: t = Transpose(r) {perm: [0, 1, 3, 2]}', `n: y = ${norm}`])).toBe('m r');
  });

  it('ends at another normalisation, and at a node that is exempt', () => {
    const first = ['n: n = LayerNormalization(r) {axes: [1]}', 's: s = Add(n, r)'];
    const nodes = [...sum, ...first, 'o: y = LayerNormalization(s) {axes: [1]}'];
    expect(needs(nodes)).toBe('r s');
    const exempt = guardPoles(parsed(nodes), ({ id }) => id === 'r');
    expect([...exempt.keys()]).toEqual(['s']);
  });

  it('asks nothing of what it reads where it normalises integers by itself', () => {
    const nodes = [...sum, 'n: n = LayerNormalization(r) {axes: [1]}', 'o: y = LayerNormalization(n) {axes: [1]}'];
    const needed = (...by: string[]) =>
      [
        ...guardPoles(
          parsed(nodes),
          () => false,
          ({ id }) => by.includes(id),
        ).keys(),
      ].join(' ');
    expect([needed('n', 'o'), needed('n'), needed('o')]).toEqual(['', '', 'r']);
  });

  it('is no layer of its own', () => {
    expect(needs(['n: y = LayerNormalization(p) {axes: [1]}'])).toBe('');
    expect(needs(['a: q = Relu(p)', 'n: y = BatchNormalization(q, v, v, v, v)'])).toBe('');
  });
});

describe('what takes a result that grows without bound', () => {
  const inverse = ['q: r = Mul(p, p)', 'a: i = Reciprocal(r)'];

  it('is a product, and what computes its other factor', () => {
    expect(needs([...inverse, 'f: f = Abs(p)', 'm: y = Mul(f, i)'])).toBe('a f m q');
    expect(needs([...inverse, 'n: n = Neg(i)', 'm: y = Mul(p, n)'])).toBe('a m n q');
    expect(needs([...inverse, 's: t = Mul(i, k)', 'v: v = Reshape(t) {shape: [1, 4, 2, 2]}', 'm: y = Mul(p, v)'])).toBe(
      'a m q s v',
    );
  });

  it('is a sum of two products', () => {
    const products = [...inverse, 'm: m = Mul(p, i)', 'n: n = Mul(i, r)', 's: s = Sub(k, n)'];
    expect(needs([...products, 'z: y = Add(m, s)'])).toBe('a m n q s z');
    expect(needs([...products, 'z: y = Add(m, p)', 'o: o = Relu(s)'], 'y o')).toBe('a m n q');
  });

  it('is not what another function stands between', () => {
    expect(needs([...inverse, 't: t = Tanh(i)', 'm: y = Mul(p, t)'])).toBe('a q');
  });

  it('is not the product with a quotient, nor one with a root', () => {
    expect(needs(['q: r = Mul(p, p)', 'a: i = Div(p, r)', 'm: y = Mul(i, p)'])).toBe('a q');
    expect(needs(['q: r = Mul(p, p)', 'a: i = Sqrt(r)', 'm: y = Mul(i, p)'])).toBe('a q');
  });
});
