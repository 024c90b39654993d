import { type AnyOp, type Graph, GraphDraft, type GraphPatch, type Node, PatchBuilder, parseGraph } from '@openbpu/ir';
import { Abs, Conv, LeakyRelu, PRelu, Sigmoid, Tanh, standardOps } from '@openbpu/ops';
import type { NodeRequest } from '../place/requests';
import { forInt16, isDilated } from './for-int16';
import { wideMarch } from './march.fixture';

/** Forms of a PRelu as a chain of functions, the last of its name. */
const forms =
  (...chains: readonly (readonly AnyOp[])[]) =>
  (node: Node, graph: Graph): GraphPatch[] =>
    PRelu.is(node) ? chains.map((chain) => chainOf(node, graph, chain)) : [];

function chainOf(node: Node, graph: Graph, chain: readonly AnyOp[]): GraphPatch {
  const build = new PatchBuilder(graph, 'chain').remove(node);
  const { id, outputs, origins } = node;
  let [x] = node.inputs;
  chain.forEach((op, i) => {
    const ends = i === chain.length - 1;
    const name = ends ? id : build.free(`${id}_inner`);
    [x] = build.node({ id: name, op, inputs: [x], outputs: ends ? outputs : [name], origins });
  });
  return build.build();
}

const OPS = ['PRelu', 'Sigmoid', 'Tanh', 'Abs', 'LeakyRelu', 'Conv', 'Softmax'];
const ask = (node: string, more: Partial<NodeRequest>): NodeRequest => ({ node, key: 'node_info', ...more });
const BOTH = { inputType: 'int16', outputType: 'int16' } as const;
const S = 'const s: float32[2] = [0.5, 2]\n';
const net = (before: string, behind: string) =>
  parseGraph(
    `input x: float32[1x2x4x4] NCHW\n${S}a: p = ${before}\nn: q = PRelu(p, s)\nz: y = ${behind}\noutput y`,
    standardOps(),
    'original',
  );
const NET = net('Abs(x)', 'Abs(q)');
const march = (more: Parameters<typeof wideMarch>[1] = {}) => wideMarch(OPS, { narrow: ['PRelu'], ...more });
/** The ops of the graph that comes of it, or `same`. */
function written(graph: Graph<'original'>, rules: ReturnType<typeof wideMarch>, formsOf = forms([Sigmoid])): string {
  const after = forInt16(graph, rules, formsOf);
  return after === graph ? 'same' : after.nodes.map(({ op }) => op.name).join(' ');
}

it.each([
  ['its output', [ask('n', { outputType: 'int16' })], 'Abs Sigmoid Abs'],
  ['what it reads', [ask('n', { inputType: 'int16' })], 'Abs Sigmoid Abs'],
  ['one of its inputs', [ask('n', { inputTypes: { 0: 'int16' } })], 'Abs Sigmoid Abs'],
  ['its slopes', [ask('n', { inputTypes: { 1: 'int16' } })], 'same'],
  ['int8', [ask('n', { inputType: 'int8', outputType: 'int8' })], 'same'],
  ['nothing', [ask('n', { on: 'BPU' })], 'same'],
  ['another node', [ask('a', { outputType: 'int16' }), ask('z', { inputType: 'int16' })], 'same'],
  ['it from the CPU', [ask('n', BOTH), { node: 'n', key: 'run_on_cpu', on: 'CPU' }], 'same'],
  [
    'it, and a neighbour against the only tensor',
    [ask('n', { outputType: 'int16' }), ask('z', { inputType: 'int8' })],
    'same',
  ],
  ['it, and a neighbour against one tensor', [ask('n', BOTH), ask('z', { inputType: 'int8' })], 'Abs Sigmoid Abs'],
  ['it to read int16 and to give int8', [ask('n', { inputType: 'int16', outputType: 'int8' })], 'Abs Sigmoid Abs'],
] as const)('where a request names %s', (_, nodes, expected) => {
  expect(written(NET, march({ nodes }))).toBe(expected);
});

it('asks by the names of layers that became part of a node, too', () => {
  const graph = GraphDraft.mapped(NET, 'original', (node) => ({
    ...node,
    origins: node.id === 'n' ? [{ name: 'first' }, { name: 'second' }] : node.origins,
  }));
  expect(written(graph, march({ nodes: [ask('second', BOTH)] }))).toBe('Abs Sigmoid Abs');
  expect(written(graph, march({ nodes: [ask('third', BOTH)] }))).toBe('same');
});

it('is none of a march that has no int16, or that has it for the node', () => {
  expect(written(NET, wideMarch(OPS, { narrow: OPS, nodes: [ask('n', BOTH)] }))).toBe('same');
  expect(written(NET, wideMarch(OPS, { nodes: [ask('n', BOTH)] }))).toBe('same');
  // A node that the march lacks altogether comes to it in another form.
  expect(written(NET, wideMarch(OPS.slice(1), { nodes: [ask('n', BOTH)] }))).toBe('Abs Sigmoid Abs');
  const refuses = ({ op }: Node) => op.name === 'PRelu';
  expect(written(NET, wideMarch(OPS, { refuses, nodes: [ask('n', BOTH)] }))).toBe('Abs Sigmoid Abs');
});

it('has no form made of a node that nobody asks for', () => {
  const formsOf = jest.fn(forms([Sigmoid]));
  forInt16(NET, march({ nodes: [ask('n', BOTH)] }), formsOf);
  expect(formsOf.mock.calls.map(([{ id }]) => id)).toEqual(['n']);
});

it('takes the first form that is carried out in int16', () => {
  const nodes = [ask('n', BOTH)];
  const some = forms([Tanh, LeakyRelu], [Abs, Sigmoid], [Sigmoid]);
  const by = (more: object) => written(NET, march({ nodes, ...more }), some);
  expect(by({})).toBe('Abs Tanh LeakyRelu Abs');
  expect(by({ narrow: ['PRelu', 'Tanh'] })).toBe('Abs Abs Sigmoid Abs');
  expect(by({ narrow: ['PRelu', 'LeakyRelu'] })).toBe('Abs Abs Sigmoid Abs');
  expect(by({ refuses: ({ op }: Node) => op.name === 'Tanh' })).toBe('Abs Abs Sigmoid Abs');
  expect(by({ narrow: ['PRelu', 'Tanh', 'Sigmoid'] })).toBe('same');
  expect(written(NET, march({ nodes }), forms())).toBe('same');
});

describe('a neighbour that takes int8 alone', () => {
  const nodes = [ask('n', { outputType: 'int16' })];
  const narrow = ['PRelu', 'Tanh', 'Softmax'];
  const NARROW = net('Abs(x)', 'Tanh(q)');

  it('leaves nothing to be won', () => {
    expect(written(NARROW, march({ nodes, narrow }))).toBe('same');
    expect(written(NARROW, march({ nodes: [ask('n', BOTH)], narrow }))).toBe('Abs Sigmoid Tanh');
    expect(written(net('Tanh(x)', 'Abs(q)'), march({ nodes: [ask('n', { inputType: 'int16' })], narrow }))).toBe(
      'same',
    );
  });

  it('says nothing on the CPU', () => {
    expect(written(NARROW, march({ nodes: [...nodes, ask('z', { on: 'CPU' })], narrow }))).toBe('Abs Sigmoid Tanh');
    const refuses = ({ op }: Node) => op.name === 'Tanh';
    expect(written(NARROW, march({ nodes, narrow, refuses }))).toBe('Abs Sigmoid Tanh');
  });

  it('says something where it is asked onto the BPU', () => {
    const rules = march({ nodes, narrow });
    const manual = (more: readonly NodeRequest[]) => ({
      ...rules,
      policy: { ...rules.policy, quantise: { ...rules.policy.quantise, Softmax: 'manual' as const } },
      requests: { nodes: [...nodes, ...more] },
    });
    const graph = net('Abs(x)', 'Softmax(q) {axis: 1}');
    expect(written(graph, manual([]))).toBe('Abs Sigmoid Softmax');
    expect(written(graph, manual([ask('z', { on: 'BPU' })]))).toBe('same');
  });

  it('says nothing where it may be written in another form itself', () => {
    const pair = net('Abs(x)', 'PRelu(q, s)');
    expect(written(pair, march({ nodes }))).toBe('same');
    const asked = [...nodes, ask('z', { outputType: 'int16' })];
    expect(written(pair, march({ nodes: asked }))).toBe('Abs Sigmoid Sigmoid');
    const both = [ask('n', { inputType: 'int16' }), ask('a', { outputType: 'int16' })];
    expect(written(net('PRelu(x, s)', 'Abs(q)'), march({ nodes: both }))).toBe('Sigmoid Sigmoid Abs');
    const conv = (dilation: number) =>
      parseGraph(
        `input x: float32[1x2x4x4] NCHW\n${S}const w: float32[2x2x2x2] = seed 1\n` +
          `a: p = Conv(x, w) {kernel: [2, 2], dilations: [1, ${dilation}]}\nn: y = PRelu(p, s)\noutput y`,
        standardOps(),
        'original',
      );
    const int8Conv = { nodes: both, narrow: ['PRelu', 'Conv'] };
    expect([1, 2].map((dilation) => written(conv(dilation), march(int8Conv)))).toEqual(['same', 'Conv Sigmoid']);
  });
});

it('wins nothing of a picture', () => {
  const graph = parseGraph(
    `input x: float32[1x2x4x4] NCHW\n${S}n: y = PRelu(x, s)\noutput y`,
    standardOps(),
    'original',
  );
  const nodes = [ask('n', { inputType: 'int16' })];
  expect(written(graph, march({ nodes, images: new Set(['x']) }))).toBe('same');
  expect(written(graph, march({ nodes }))).toBe('Sigmoid');
});

it('knows a dilation', () => {
  const dilated = (dilations: string) =>
    parseGraph(
      'input x: float32[1x1x9x9] NCHW\nconst w: float32[1x1x2x2] = seed 1\n' +
        `c: y = Conv(x, w) {kernel: [2, 2], dilations: [${dilations}]}\noutput y`,
      standardOps(),
      'original',
    ).nodes.filter(Conv.is)[0];
  expect(['1, 1', '2, 1', '1, 2'].map((each) => isDilated(dilated(each)))).toEqual([false, true, true]);
  expect(isDilated(NET.node('n')!)).toBe(false);
});
