import type { Constraint } from '@openbpu/core';
import { GraphDraft, type NodeId, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { integerTypes, typedPlacement, whyInt8 } from './integer-types';
import { maskedSums } from './masked-sums';
import type { NodeRequest, PlacementRequests } from './requests';

const conv = (id: string, x: string, y: string, more = '') =>
  `const ${id}w: float32[2x2x1x1] = seed 1\n${id}: ${y} = Conv(${x}, ${id}w) {kernel: [1, 1]${more}}\n`;
const NET =
  `input x: float32[1x2x4x4] NCHW\n${conv('a', 'x', 'p')}m: q = MaxPool(p) {kernel: [2, 2], strides: [2, 2]}\n` +
  `s: r = Sigmoid(p)\n${conv('b', 'q', 't')}${conv('c', 't', 'u')}k: v = Add(t, u)\noutput v\noutput r\n`;
const narrow: Constraint = {
  id: 'march/Conv/int8_out',
  sentence: 'the output is int8',
  appliesTo: ['Conv'],
  check: ({ placement, id }) => id !== 'b' || placement?.on !== 'bpu' || placement.output === 'int8' || 'int8 alone',
};

function settle(
  nodes: readonly NodeRequest[],
  {
    constraints = [],
    cpu = [],
    without = '',
    images,
    stated = [],
    outputType,
  }: {
    constraints?: Constraint[];
    cpu?: NodeId[];
    without?: string;
    images?: PlacementRequests['images'];
    stated?: string[];
    outputType?: PlacementRequests['outputType'];
  } = {},
) {
  const graph = parseGraph(NET, standardOps(), 'original');
  const int16 = Object.fromEntries(
    ['Conv', 'MaxPool', 'Sigmoid', 'Add'].filter((op) => op !== without).map((op) => [op, 'listed'] as const),
  );
  const rules = {
    constraints,
    policy: { int16, sharedScaleRatio: 16, quantise: {} },
    requests: { nodes, ...(images ? { images } : {}), ...(outputType ? { outputType } : {}) },
  };
  const { wide, fallen } = integerTypes(graph, (node) => !cpu.includes(node.id), rules, [], stated);
  return {
    graph,
    wide,
    tensors: [...wide].sort().join(' '),
    said: fallen.map(({ code, message }) => `${code} ${message}`),
    hints: fallen.map(({ hint }) => hint),
  };
}

const ask = (node: string, more: Partial<NodeRequest>): NodeRequest => ({ node, key: 'node_info', ...more });

it('widens what the model itself wants wide, where the BPU has to do with it and nobody forbids it', () => {
  expect(settle([], { stated: ['p', 'gone', 'u'] }).tensors).toBe('p q u');
  expect(settle([], { stated: ['x'], images: new Set(['x']) })).toMatchObject({ tensors: '', said: [] });
  expect(settle([], { stated: ['t'], constraints: [narrow] }).tensors).toBe('');
  expect(settle([], { stated: ['v', 'u'], cpu: ['k'] }).tensors).toBe('u');
  expect(settle([], { stated: ['x', 'v'], cpu: ['a', 'k'] }).tensors).toBe('');
  expect(settle([ask('k', { inputType: 'int8' })], { stated: ['u'] }).tensors).toBe('');
});

it('leaves all at int8 where nobody asks', () => {
  expect(settle([ask('a', { on: 'BPU' })])).toMatchObject({ tensors: '', said: [] });
});

it('widens what a node reads and gives, through whatever only chooses elements', () => {
  expect(settle([ask('b', { inputType: 'int16' })]).tensors).toBe('p q');
  expect(settle([ask('a', { outputType: 'int16' })]).tensors).toBe('p q');
  expect(settle([ask('k', { inputTypes: { 1: 'int16' } })]).tensors).toBe('u');
  expect(settle([ask('k', { inputType: 'int16', inputTypes: { 1: 'int8' }, outputType: 'int16' })]).tensors).toBe(
    't v',
  );
  expect(settle([ask('c', { inputType: 'int16', outputType: 'int16' })]).tensors).toBe('t u');
  expect(settle([ask('a', { inputType: 'int16' })]).tensors).toBe('x');
});

it('keeps a tensor narrow that one of its readers, or its producer, takes as int8 alone, and names the rule', () => {
  expect(settle([ask('a', { outputType: 'int16' })], { without: 'Sigmoid' })).toMatchObject({
    tensors: '',
    said: [
      'PAS022 OutputType int16 of "a" falls back to int8: Sigmoid "s" computes in int8 alone on this march; ' +
        'the two share tensor "p"',
    ],
  });
  const byRule = settle([ask('c', { inputTypes: { 0: 'int16' } })], { constraints: [narrow] });
  expect(byRule.tensors).toBe('');
  expect(byRule.said[0]).toMatch(
    /^PAS022 InputType0 int16 of "c" .*: int8 alone \(march\/Conv\/int8_out, of Conv "b"\); the two share tensor "/,
  );
  expect(settle([ask('b', { outputType: 'int16' })], { constraints: [narrow] }).said[0]).toMatch(/of Conv "b"\)$/);
  // A reader on the CPU takes floats, whatever they are made of.
  expect(settle([ask('a', { outputType: 'int16' })], { without: 'Sigmoid', cpu: ['s'] }).tensors).toBe('p q');
});

it('spreads no farther than is allowed, and then without a word', () => {
  expect(settle([ask('b', { inputType: 'int16' })], { without: 'Sigmoid' })).toMatchObject({ tensors: 'q', said: [] });
});

it('says of places and of what is true or false that no request makes them int16', () => {
  const text = 'input x: float32[1x2x4x4] NCHW\na: p = ArgMax(x) {axis: 1}\nb: m = Equal(x, x)\noutput p\noutput m';
  const graph = parseGraph(text, standardOps(), 'original');
  const nodes = ['a', 'b'].map((node) => ({ node, key: 'node_info', outputType: 'int16' as const }));
  const policy = { int16: { ArgMax: 'listed', Equal: 'listed' } as const, sharedScaleRatio: 16, quantise: {} };
  const { wide, fallen } = integerTypes(graph, () => true, { constraints: [], policy, requests: { nodes } });
  expect([...wide]).toEqual([]);
  expect(fallen.map(({ code, message }) => `${code} ${message}`)).toEqual([
    expect.stringMatching(/^PAS022 .*"p" holds places, which are int32 on the BPU/),
    expect.stringMatching(/^PAS022 .*"m" is true or false, which is int8 on the BPU/),
  ]);
});

it('keeps images as they are fed, and what another request wants as int8', () => {
  expect(settle([ask('a', { inputType: 'int16' })], { images: new Set(['x']) }).said[0]).toMatch(
    /falls back to int8: "x" is an image, which is fed as int8$/,
  );
  const twice = [ask('a', { outputType: 'int16' }), ask('s', { inputType: 'int8' })];
  expect(settle(twice)).toMatchObject({ tensors: '' });
  expect(settle(twice).said[0]).toContain('InputType of "s" is int8');
});

it('says where types have no effect', () => {
  expect(settle([ask('s', { outputType: 'int16' })], { cpu: ['s'] }).said).toEqual([
    'PAS023 node_info gives integer types to "s", which runs on the CPU in float',
  ]);
  const said = settle([ask('a', { inputTypes: { 1: 'int16', 7: 'int16' } })]).said;
  expect(said.map((each) => each.slice(0, 6))).toEqual(['PAS024', 'PAS024']);
});

it('says of an input that is none which ones are, and of what was asked onto the CPU that its types go', () => {
  const [hint] = settle([ask('a', { inputTypes: { 1: 'int16' } })]).hints;
  expect(hint).toMatch(/what it computes with is InputType0$/);
  const onCpu = settle([ask('s', { on: 'CPU', outputType: 'int16' })], { cpu: ['s'] }).hints;
  expect(onCpu).toEqual(['it was asked onto the CPU: take the types of "s" out of node_info']);
});

it('asks every node that an operator of the user became, and tells of it once where none obeys', () => {
  const text =
    'input x: float32[1x2x4x4] NCHW\nt: p = Transpose(x) {perm: [0, 1, 3, 2]}\nm: q = MatMul(p, x)\n' +
    'r: v = Reshape(q) {shape: [2, 16]}\noutput v\n';
  const parsed = parseGraph(text, standardOps(), 'original');
  const graph = GraphDraft.mapped(parsed, 'original', (node) => ({ ...node, origins: [{ name: 'e' }] }));
  const said = (cpu: string, more: Partial<NodeRequest>) =>
    integerTypes(graph, ({ id }) => !cpu.includes(id), {
      constraints: [],
      policy: { int16: { Transpose: 'listed', MatMul: 'listed' }, sharedScaleRatio: 16, quantise: {} },
      requests: { nodes: [ask('e', more)] },
    }).fallen.map(({ code, hint }) => [code, hint]);
  expect(said('r', { inputType: 'int16', outputType: 'int16' })).toEqual([]);
  expect(said('r', { inputTypes: { 1: 'int16' } })).toEqual([]);
  expect(said('r', { inputTypes: { 2: 'int16' } })).toEqual([['PAS024', expect.any(String)]]);
  expect(said('tmr', { inputTypes: { 2: 'int16' } })).toEqual([['PAS023', expect.stringMatching(/^add 'ON': 'BPU'/)]]);
  expect(said('tmr', { on: 'BPU', outputType: 'int16' })).toEqual([
    ['PAS023', expect.stringMatching(/^it was asked onto the BPU.*take "e" out of node_info$/)],
  ]);
});

it('places a node by the types of what it reads and gives', () => {
  const { graph, wide } = settle([ask('k', { inputTypes: { 0: 'int16' } }), ask('a', { outputType: 'int16' })]);
  const types = (id: NodeId) => typedPlacement(graph, graph.node(id)!, 0, wide);
  expect(types('a')).toEqual({ on: 'bpu', subgraph: 0, input: 'int8', output: 'int16' });
  expect(types('b')).toMatchObject({ input: 'int16', output: 'int16' });
  expect(types('k')).toMatchObject({ input: ['int16', 'int8'], output: 'int8' });
});

it('widens what a normalisation reads, unless somebody is against it', () => {
  const text =
    `input x: float32[1x2x4x4] NCHW\n${conv('a', 'x', 'p')}${conv('b', 'p', 'q')}r: s = Add(p, q)\n` +
    'l: y = LayerNormalization(s) {axes: [1]}\noutput y\n';
  const graph = parseGraph(text, standardOps(), 'original');
  const wide = (requests: PlacementRequests, onBpu = true, int16: readonly string[] = ['LayerNormalization', 'Add']) =>
    [
      ...integerTypes(graph, ({ id }) => id !== 'l' || onBpu, {
        constraints: [],
        policy: {
          int16: Object.fromEntries(int16.map((op) => [op, 'listed' as const])),
          sharedScaleRatio: 16,
          quantise: {},
        },
        requests,
      }).wide,
    ].join(' ');
  expect(wide({})).toBe('s');
  expect(wide({}, true, ['LayerNormalization', 'Add', 'Conv'])).toBe('s p q');
  expect(wide({}, false)).toBe('');
  expect(wide({}, true, ['LayerNormalization'])).toBe('');
  expect(wide({ nodes: [ask('l', { inputType: 'int8' })] })).toBe('');
});

it('keeps int8 what a node reads as int8 alone, whatever it is asked', () => {
  const graph = parseGraph(
    'input x: float32[1x1x2x2] NCHW\nconst w: float32[1x1x1x1] = [0.5]\nconst b: float32[1] = [0]\n' +
      'n: y = HzPreprocess(x, w, b)\noutput y',
    standardOps(),
    'original',
  );
  const { wide, fallen } = integerTypes(graph, () => true, {
    constraints: [],
    policy: { int16: { HzPreprocess: 'unstated' }, sharedScaleRatio: 16, quantise: {} },
    requests: { nodes: [ask('n', { inputType: 'int16', outputType: 'int16' })] },
  });
  expect([...wide]).toEqual(['y']);
  expect(fallen.map(({ message }) => message)).toEqual([expect.stringContaining('HzPreprocess "n" reads int8 alone')]);
});

it('widens what a last sum of int16 gives where int32 may not hold it, and nobody is against it', () => {
  const wide = (channels: number, { rest = 'output y', type = 'int16', nodes = [] as NodeRequest[] } = {}) => {
    const text =
      `input x: float32[1x${channels}x1x1] NCHW\nconst w: float32[2x${channels}x1x1] = seed 1\n` +
      `n: y = Conv(x, w) {kernel: [1, 1]}\n${rest}`;
    const inputType = type === 'int16' ? type : 'int8';
    return [
      ...integerTypes(parseGraph(text, standardOps(), 'original'), ({ id }) => id !== 'cpu', {
        constraints: [],
        policy: { int16: { Conv: 'listed', Relu: 'listed' }, sharedScaleRatio: 16, quantise: {} },
        requests: { nodes: [...nodes, ask('n', { inputType })] },
      }).wide,
    ].join(' ');
  };
  expect([wide(4), wide(2000)]).toEqual(['x', 'x y']);
  expect(wide(2000, { type: 'int8' })).toBe('');
  expect(wide(2000, { rest: 'cpu: z = Relu(y)\noutput z' })).toBe('x y');
  expect(wide(2000, { rest: 'r: z = Relu(y)\noutput z' })).toBe('x');
  expect(wide(2000, { nodes: [ask('n', { outputType: 'int8' })] })).toBe('x');
});

describe('sums that saturate', () => {
  const mask = 'input x: float32[1x4]\nconst m: float32[4] = [0, -100, 0, 0]\n';
  const text = `${mask}a: p = Add(x, m)\nr: q = Reshape(p) {shape: [4, 1]}\ns: y = Softmax(q) {axis: 0}\noutput y`;
  const graph = parseGraph(text, standardOps(), 'original');
  const rules = { constraints: [], policy: { int16: {}, sharedScaleRatio: 16, quantise: {} }, requests: {} };

  it('give int16, and what lays them out', () => {
    const { wide, fallen } = integerTypes(graph, () => true, rules, maskedSums(graph));
    expect([[...wide], fallen]).toEqual([['p', 'q'], []]);
    expect(integerTypes(graph, () => true, rules).wide.size).toBe(0);
  });

  it('are told what is against it', () => {
    const nodes: NodeRequest[] = [{ node: 's', key: 'node_info', inputType: 'int8' }];
    const against = whyInt8(graph, () => true, {
      ...rules,
      policy: { ...rules.policy, int16: { Add: 'listed', Reshape: 'listed', Softmax: 'listed' } },
      requests: { nodes },
    });
    expect([against('p'), against('q')]).toEqual([undefined, 'InputType of "s" is int8']);
    expect(whyInt8(graph, () => true, rules)('p')).toBe('Add "a" computes in int8 alone on this march');
  });
});

describe('outputs that are wanted as integers', () => {
  it('are int16 where that is asked and nobody forbids it', () => {
    expect(settle([], { outputType: 'int16' })).toMatchObject({ tensors: 'r v', said: [] });
    expect(settle([], { outputType: 'int16', cpu: ['s'] })).toMatchObject({ tensors: 'v', said: [] });
  });

  it('fall back to int8 by a rule, or by what is asked of their node', () => {
    const fallen = settle([ask('s', { outputType: 'int8' })], { outputType: 'int16', without: 'Add' });
    expect(fallen.tensors).toBe('');
    expect(fallen.said).toEqual([
      'PAS040 output "v" is int8 and not int16: Add "k" computes in int8 alone on this march',
      'PAS040 output "r" is int8 and not int16: OutputType of "s" is int8',
    ]);
  });

  it('stay int8 where that is asked, whatever is asked of their node', () => {
    const { tensors, said } = settle([ask('s', { outputType: 'int16' }), ask('c', { outputType: 'int16' })], {
      outputType: 'int8',
      stated: ['v'],
    });
    expect(tensors).toBe('u');
    expect(said).toEqual([
      'PAS022 OutputType int16 of "s" falls back to int8: "r" is an output, and optimization asks for int8',
    ]);
  });
});
