import type { Constraint, QuantPolicy } from '@openbpu/core';
import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { recogniseNormalisation } from '../tidy/recognise-normalisation';
import { Place } from './place';
import { type PlacementRequests, requestsOn } from './requests';

const ops = standardOps();
const policy: QuantPolicy = {
  int16: {},
  sharedScaleRatio: 16,
  quantise: {
    Conv: 'active',
    Sigmoid: 'active',
    Mul: 'active',
    Log: 'active',
    ArgMax: 'active',
    TopK: 'active',
    Reshape: 'passive',
    Transpose: 'passive',
    Concat: 'passive',
    Softmax: 'manual',
  },
};
const conv = (id: string, x: string, y: string) =>
  `const ${id}w: float32[4x4x1x1] = seed 1\n${id}: ${y} = Conv(${x}, ${id}w) {kernel: [1, 1]}\n`;
const INPUT = 'input x: float32[1x4x2x2] NCHW\n';

const place = (text: string, constraints: readonly Constraint[] = [], requests: PlacementRequests = {}) =>
  placed(text, constraints, requests, policy);

function placed(text: string, constraints: readonly Constraint[], requests: PlacementRequests, policy: QuantPolicy) {
  const graph = new Place(constraints, policy, requests).run(parseGraph(INPUT + text, ops, 'original'), {
    ops,
    sink: new CollectingSink(),
  });
  return graph.nodes.map((node) => {
    const { placement } = node;
    if (placement?.on === 'bpu') return `${node.id} bpu ${placement.subgraph} ${placement.input}/${placement.output}`;
    return `${node.id} cpu ${placement?.because.code}`;
  });
}

it('puts what may be quantised on the BPU; a convolution before the end gives its accumulators', () => {
  expect(place(`${conv('a', 'x', 'p')}s: q = Sigmoid(p)\n${conv('b', 'q', 'y')}output y`)).toEqual([
    'a bpu 0 int8/int8',
    's bpu 0 int8/int8',
    'b bpu 0 int8/int32',
  ]);
});

it('names the rule that stands against a node on request only, since a request would not help', () => {
  const narrow: Constraint = { id: 'r', sentence: 's', appliesTo: ['Softmax'], check: () => 'too wide' };
  const text = `${conv('a', 'x', 'p')}s: y = Softmax(p) {axis: 1}\noutput y`;
  expect(place(text)[1]).toBe('s cpu PAS003');
  expect(place(text, [narrow])[1]).toBe('s cpu PAS002');
});

it('demotes what only moves data at the end, one node after the other', () => {
  expect(
    place(
      `${conv('a', 'x', 'p')}t: q = Transpose(p) {perm: [0, 2, 3, 1]}\nr: y = Reshape(q) {shape: [1, -1]}\noutput y`,
    ),
  ).toEqual(['a bpu 0 int8/int32', 't cpu PAS004', 'r cpu PAS004']);
});

it('keeps it between quantised nodes', () => {
  expect(
    place(`${conv('a', 'x', 'p')}t: q = Transpose(p) {perm: [0, 1, 3, 2]}\n${conv('b', 'q', 'y')}output y`),
  ).toEqual(['a bpu 0 int8/int8', 't bpu 0 int8/int8', 'b bpu 0 int8/int32']);
});

it('starts a new subgraph behind a CPU node, and only there', () => {
  const text =
    `${conv('a', 'x', 'p')}s: q = Softmax(p) {axis: 1}\n` +
    `${conv('b', 'q', 'r')}${conv('c', 'p', 's2')}z: y = Concat(r, s2) {axis: 1}\noutput y`;
  expect(place(text)).toEqual([
    'a bpu 0 int8/int8',
    's cpu PAS003',
    'b bpu 1 int8/int32',
    'c bpu 0 int8/int32',
    'z cpu PAS004',
  ]);
});

it('does not count a CPU node that no BPU node stands before', () => {
  const text =
    `s: p = Softmax(x) {axis: 1}\n${conv('a', 'x', 'q')}${conv('b', 'p', 'r')}m: t = Mul(q, r)\n` +
    `${conv('c', 't', 'y')}output y`;
  expect(place(text)).toEqual([
    's cpu PAS003',
    ...['a', 'b', 'm'].map((id) => `${id} bpu 0 int8/int8`),
    'c bpu 0 int8/int32',
  ]);
});

it('does as the user asks, and says so', () => {
  const text = `${conv('a', 'x', 'p')}s: q = Softmax(p) {axis: 1}\n${conv('b', 'q', 'y')}output y`;
  expect(place(text, [], { nodes: requestsOn('BPU', ['s']) })[1]).toBe('s bpu 0 int8/int8');
  expect(place(text, [], { nodes: requestsOn('CPU', ['b']) })[2]).toBe('b cpu PAS005');
  expect(() => place(text, [], { nodes: requestsOn('CPU', ['bb']) })).toThrow(
    /run_on_cpu names "bb".*\n.*did you mean "b"/,
  );
});

it('obeys the rules of the march and keeps the reason with its values', () => {
  const rule: Constraint = {
    id: 'test/Conv/name',
    sentence: 'no layer is called b',
    hint: 'rename it',
    appliesTo: ['Conv'],
    check: (node) => node.id !== 'b' || `layer ${node.id} is called b`,
  };
  const graph = new Place([rule], policy).run(
    parseGraph(`${INPUT}${conv('a', 'x', 'p')}${conv('b', 'p', 'y')}output y`, ops, 'original'),
    { ops, sink: new CollectingSink() },
  );
  expect(graph.node('b')?.placement).toMatchObject({
    on: 'cpu',
    because: { code: 'PAS002', message: 'layer b is called b', hint: 'rename it', facts: { rule: 'test/Conv/name' } },
  });
  expect(graph.node('a')?.placement).toMatchObject({ output: 'int32' });
});

it('makes no tail of a convolution with a folded activation: the clamp belongs behind the sum', () => {
  expect(place('const w: float32[4x4x1x1] = seed 1\na: y = Conv(x, w) {kernel: [1, 1], min: 0}\noutput y')).toEqual([
    'a bpu 0 int8/int8',
  ]);
});

it('makes no tail of a convolution of int16 whose sums could leave int32', () => {
  const placed = (channels: number) =>
    new Place(
      [],
      { ...policy, int16: { Conv: 'listed' } },
      { nodes: [{ node: 'a', key: 'node_info', inputType: 'int16' }] },
    )
      .run(
        parseGraph(
          `input x: float32[1x${channels}x1x1] NCHW\nconst w: float32[1x${channels}x1x1] = seed 1\n` +
            'a: y = Conv(x, w) {kernel: [1, 1]}\noutput y',
          ops,
          'original',
        ),
        { ops, sink: new CollectingSink() },
      )
      .node('a')?.placement;
  expect([258, 259].map(placed)).toMatchObject([
    { input: 'int16', output: 'int32' },
    { input: 'int16', output: 'int16' },
  ]);
});

it('keeps a convolution with computed weights on the CPU', () => {
  expect(
    place(`${conv('a', 'x', 'p')}input w: float32[4x4x1x1]\nb: y = Conv(p, w) {kernel: [1, 1]}\noutput y`),
  ).toEqual(['a bpu 0 int8/int32', 'b cpu PAS011']);
});

it('leaves a group without a convolution on the CPU, unless asked', () => {
  const text = `${conv('a', 'x', 'p')}m: q = Softmax(p) {axis: 1}\ns: r = Sigmoid(q)\nt: y = Sigmoid(r)\noutput y`;
  expect(place(text).slice(2)).toEqual(['s cpu PAS012', 't cpu PAS012']);
  expect(place(text, [], { nodes: requestsOn('BPU', ['t']) }).slice(2)).toEqual([
    's bpu 1 int8/int8',
    't bpu 1 int8/int32',
  ]);
});

it('keeps in float what int8 could bring to a pole, unless the user asks for it', () => {
  const text = `${conv('a', 'x', 'p')}m: q = Mul(p, p)\nl: r = Log(q)\n${conv('b', 'r', 'y')}output y`;
  expect(place(text)).toEqual(['a bpu 0 int8/int32', 'm cpu PAS017', 'l cpu PAS016', 'b bpu 1 int8/int32']);
  expect(place(text, [], { nodes: requestsOn('BPU', ['l']) })[2]).toBe('l bpu 0 int8/int8');
  const messages = new Place([], policy)
    .run(parseGraph(INPUT + text, ops, 'original'), { ops, sink: new CollectingSink() })
    .nodes.map(({ placement }) => (placement?.on === 'cpu' ? placement.because.message : ''));
  expect(messages[1]).toMatch(/^Mul takes part in .* "l", which needs finer steps/);
  expect(messages[2]).toMatch(/^Log has a pole that "q" may come close to/);
});

it('names, where a chain became a normalisation, the row of the table', async () => {
  const chain = [
    'const eps: float32[] = [0.1]',
    'm: q = Mul(p, p)',
    'u: u = ReduceMean(q) {axes: [1]}',
    'd: d = Sub(q, u)',
    's: s = Mul(d, d)',
    'v: v = ReduceMean(s) {axes: [1]}',
    'e: e = Add(v, eps)',
    'r: r = Sqrt(e)',
    'o: y = Div(d, r)',
    'output y',
  ].join('\n');
  const context = { ops, sink: new CollectingSink() };
  const graph = parseGraph(`${INPUT}${conv('a', 'x', 'p')}${chain}`, ops, 'original');
  const placed = new Place([], policy).run(await recogniseNormalisation().run(graph, context), context);
  expect(placed.nodes.map(({ id }) => id)).toEqual(['a', 'm', 'o']);
  const { placement } = placed.node('m')!;
  expect(placement?.on === 'cpu' && placement.because.message).toMatch(/^Mul takes part in .* "o", which/);
});

it('keeps in float what a sentinel would set the scale of, and what has a constant that is no number', () => {
  const text = `const m: float32[1] = [-1e9]\nconst n: float32[1] = splat 1e39\n`;
  expect(
    place(`${text}${conv('a', 'x', 'p')}s: q = Mul(p, m)\nt: r = Sigmoid(q)\n${conv('b', 'r', 'y')}output y`),
  ).toEqual(['a bpu 0 int8/int32', 's cpu PAS018', 't cpu PAS018', 'b bpu 1 int8/int32']);
  expect(place(`${text}${conv('a', 'x', 'p')}s: y = Mul(p, n)\noutput y`)).toEqual([
    'a bpu 0 int8/int32',
    's cpu PAS019',
  ]);
});

it('stops when nothing is left for the BPU', () => {
  expect(() => place('s: y = Softmax(x) {axis: 1}\noutput y')).toThrow(
    /PAS007 error .*There is no node can execute on BPU/,
  );
  expect(place('s: y = Softmax(x) {axis: 1}\noutput y', [], { mayBeIdle: true })).toEqual(['s cpu PAS003']);
});

it('leaves elements that are not float32 to the CPU', () => {
  const moved = 't: q = Transpose(i) {perm: [0, 2, 3, 1]}\noutput p\noutput q';
  expect(place(`input i: int64[1x4x2x2] NCHW\n${conv('a', 'x', 'p')}${moved}`)).toEqual([
    'a bpu 0 int8/int32',
    't cpu PAS020',
  ]);
});

it('takes places on the BPU, after a layer and with nothing behind them there', () => {
  const places = 'm: i = ArgMax(p) {axis: 1}\nt: v, j = TopK(p) {axis: 1, k: 2}\noutput i\noutput v\noutput j';
  expect(place(`${conv('a', 'x', 'p')}${places}`)).toEqual([
    'a bpu 0 int8/int8',
    'm bpu 0 int8/int8',
    't bpu 0 int8/int8',
  ]);
});

describe('a mask before a Softmax', () => {
  const mask = (values: string) => `const m: float32[2] = [${values}]\n`;
  const net = (values: string, more = '') =>
    `${mask(values)}${conv('a', 'x', 'p')}k: q = Add(p, m)\n${more || 's: r = Softmax(q)\n'}${conv('b', 'r', 'y')}output y`;
  const moved = net('0, -10000', 't: u = Transpose(q) {perm: [0, 1, 3, 2]}\ns: r = Softmax(u) {axis: 2}\n');
  const int16 = { Add: 'listed', Softmax: 'listed', Transpose: 'listed' } as const;
  const run = (
    text: string,
    requests: PlacementRequests = {},
    wide: QuantPolicy['int16'] = int16,
    rules: Constraint[] = [],
  ) => placed(text, rules, requests, { ...policy, int16: wide, quantise: { ...policy.quantise, Add: 'active' } });
  const asked = { nodes: requestsOn('BPU', ['s']) };

  it.each([
    ['one of large numbers', net('0, -10000'), ['k bpu 0 int8/int16', 's bpu 0 int16/int8']],
    ['one of −∞, which is no broken constant', net('0, -Infinity'), ['k bpu 0 int8/int16', 's bpu 0 int16/int8']],
    ['one of small numbers', net('0, -50'), ['k bpu 0 int8/int16', 's bpu 0 int16/int8']],
    ['and what lays it out', moved, ['k bpu 0 int8/int16', 't bpu 0 int16/int16', 's bpu 0 int16/int8']],
    ['none of plain numbers', net('0, -31'), ['k bpu 0 int8/int8', 's bpu 0 int8/int8']],
  ])('saturates a sum of int16: %s', (_, text, expected) => {
    expect(run(text, asked).slice(1, -1)).toEqual(expected);
  });

  it('may leave it to the CPU to read the sum', () => {
    expect(run(net('0, -10000'))).toEqual([
      'a bpu 0 int8/int8',
      'k bpu 0 int8/int16',
      's cpu PAS003',
      'b bpu 1 int8/int32',
    ]);
  });

  it.each([
    ['the march has no such sum', net('0, -10000'), {}, { Softmax: 'listed' } as const, []],
    ['its Softmax reads int8 alone', net('0, -10000'), {}, { Add: 'listed' } as const, []],
    ['a movement takes int8 alone', moved, {}, { Add: 'listed', Softmax: 'listed' } as const, []],
    ['the user asks for int8', net('0, -10000'), { inputType: 'int8' } as const, int16, []],
    [
      'a rule is against it',
      net('0, -10000'),
      {},
      int16,
      [{ id: 'r', sentence: 'no', appliesTo: ['Add'], check: ({ placement }) => placement?.on !== 'bpu' || 'no' }],
    ],
  ] as [string, string, object, QuantPolicy['int16'], Constraint[]][])(
    'stays float where %s',
    (_, text, types, wide, rules) => {
      const nodes = [{ node: 's', key: 'node_info', on: 'BPU' as const, ...types }];
      const found = run(text, { nodes }, wide, rules);
      expect(found[1]).toBe('k cpu PAS018');
      expect(found.at(-2)).toBe('s cpu PAS018');
    },
  );

  it('stays float where the sum itself does', () => {
    const rules: Constraint[] = [{ id: 'r', sentence: 'no', appliesTo: ['Add'], check: () => 'no' }];
    expect(run(net('0, -10000'), asked, int16, rules).slice(1, -1)).toEqual(['k cpu PAS002', 's cpu PAS018']);
    expect(run(net('0, -Infinity'), { nodes: [...asked.nodes, ...requestsOn('CPU', ['k'])] }).slice(1, -1)).toEqual([
      'k cpu PAS005',
      's cpu PAS018',
    ]);
  });

  it('stays float in a segment that is not worth entering, and so does what was asked behind it', () => {
    const text = `${mask('0, -10000')}k: q = Add(x, m)\ns: r = Softmax(q)\nl: u = Log(x)\n${conv('b', 'r', 'y')}output y`;
    expect(run(text)).toEqual(['k cpu PAS012', 's cpu PAS003', 'l cpu PAS016', 'b bpu 0 int8/int32']);
    const apart = `${mask('0, -10000')}k: q = Add(x, m)\nt: u = Transpose(q) {perm: [0, 1, 3, 2]}\ns: r = Softmax(u) {axis: 2}\n`;
    const rules: Constraint[] = [{ id: 'r', sentence: 'no', appliesTo: ['Transpose'], check: () => 'no' }];
    expect(run(`${apart}${conv('b', 'r', 'y')}output y`, asked, int16, rules)).toEqual([
      'k cpu PAS012',
      't cpu PAS002',
      's cpu PAS018',
      'b bpu 0 int8/int32',
    ]);
  });
});

it('asks a rule of every op, or of the ops it names alone', () => {
  const rule = (appliesTo: Constraint['appliesTo']): Constraint => ({
    id: 'test/rule',
    sentence: 'nothing is right',
    appliesTo,
    check: ({ id }) => id === 'b' || 'refused',
  });
  const text = `${conv('a', 'x', 'p')}s: q = Sigmoid(p)\n${conv('b', 'q', 'y')}output y`;
  const devices = (appliesTo: Constraint['appliesTo']) =>
    place(text, [rule(appliesTo)]).map((line) => line.split(' ')[1]);
  expect(devices('every-op')).toEqual(['cpu', 'cpu', 'bpu']);
  expect(devices(['Sigmoid'])).toEqual(['bpu', 'cpu', 'bpu']);
  expect(devices(['HzLut'])).toEqual(['bpu', 'bpu', 'bpu']);
});

it('minds no input that is not given', () => {
  const text = `const v: float32[4] = splat 1\n${conv('a', 'x', 'p')}t: t = Transpose(p) {perm: [0, 2, 3, 1]}
    n: u = LayerNormalization(t, _, v) {axes: [3]}\ns: y = Sigmoid(u)\noutput y`;
  const active = { ...policy, quantise: { ...policy.quantise, LayerNormalization: 'active' as const } };
  expect(placed(text, [], {}, active)[2]).toBe('n bpu 0 int8/int8');
});

describe('a foreign operator', () => {
  const said = (opType: string, dtype = 'float32') => {
    const text =
      `${INPUT}${conv('a', 'x', 'p')}f: y: ${dtype}[1x4] = OnnxOp(p) {domain: "", opType: "${opType}", opset: 17, ` +
      `attributes: {}, outputTypes: [{dtype: "${dtype}", shape: [1, 4]}]}\noutput y`;
    const listed = { ...policy, quantise: { ...policy.quantise, Gather: 'passive' as const } };
    const graph = new Place([], listed).run(parseGraph(text, ops, 'original'), { ops, sink: new CollectingSink() });
    const { placement } = graph.nodes[1];
    return placement?.on === 'cpu' ? `${placement.because.code} ${placement.because.message}` : undefined;
  };

  it('is told apart from one that the BPU carries out in another form, or of other elements', () => {
    expect(said('Hardmax')).toBe('PAS001 Hardmax is not carried out by the BPU');
    expect(said('Gather')).toBe('PAS026 Gather is carried out by the BPU, but not in this form');
    expect(said('LSTM')).toBe('PAS026 LSTM is carried out by the BPU, but not in this form');
    expect(said('Gather', 'int64')).toMatch(/^PAS020 Gather works on "y", which is int64/);
  });
});

it.each(['NaN', 'Infinity', '-Infinity'])('leaves on the CPU what has %s among its weights', (broken) => {
  const net = (first: string, last: string) =>
    place(
      `const w: float32[4x4x1x1] = [${first}, ${'1, '.repeat(14)}${last}]\na: y = Conv(x, w) {kernel: [1, 1]}\n` +
        `${conv('b', 'y', 'z')}output z`,
    );
  expect(net('1', '1')[0]).toBe('a bpu 0 int8/int8');
  for (const weights of [net(broken, '1'), net('1', broken)]) expect(weights[0]).toBe('a cpu PAS019');
});

describe('outputs that are wanted as integers', () => {
  const wide = { ...policy, int16: { Conv: 'listed', Sigmoid: 'listed' } } as const;
  const ends = `${conv('a', 'x', 'p')}s: y = Sigmoid(p)\n${conv('b', 'p', 'z')}${conv('c', 'p', 'q')}l: v = Elu(q)\n`;
  const outputs = 'output y\noutput z\noutput v';

  it('are no accumulators and no entries of tables, but for what the CPU reads', () => {
    const at = (requests: PlacementRequests) => placed(`${ends}${outputs}`, [], requests, wide).slice(1);
    const nodes = [{ node: 's', key: 'node_info', outputType: 'int16' }] as const;
    const cpu = ['c bpu 0 int8/int32', 'l cpu PAS001'];
    expect(at({ nodes })).toEqual(['s bpu 0 int8/int32', 'b bpu 0 int8/int32', ...cpu]);
    expect(at({ outputType: 'int8' })).toEqual(['s bpu 0 int8/int8', 'b bpu 0 int8/int8', ...cpu]);
    expect(at({ outputType: 'int16' })).toEqual(['s bpu 0 int8/int16', 'b bpu 0 int8/int16', ...cpu]);
  });

  it('let what only moves data stay on the BPU in front of them', () => {
    const moved = `${conv('a', 'x', 'p')}t: q = Transpose(p) {perm: [0, 2, 3, 1]}\nr: y = Reshape(q) {shape: [1, -1]}\noutput y`;
    expect(place(moved, [], { outputType: 'int8' })).toEqual([
      'a bpu 0 int8/int8',
      't bpu 0 int8/int8',
      'r bpu 0 int8/int8',
    ]);
    const fed = 't: q = Transpose(x) {perm: [0, 2, 3, 1]}\noutput q\n' + conv('a', 'x', 'p') + 'output p';
    expect(place(fed, [], { outputType: 'int8' })).toEqual(['t cpu PAS004', 'a bpu 0 int8/int8']);
  });

  it('are told of where they are something else', () => {
    const sink = new CollectingSink();
    new Place([], policy, { outputType: 'int8' }).run(parseGraph(`${INPUT}${ends}${outputs}`, ops, 'original'), {
      ops,
      sink,
    });
    expect(sink.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'PAS041 optimization asks for int8 outputs, and "v" stays float32: "l" gives it on the CPU',
    ]);
  });
});

it('takes a node for mended: no rule, no caution and no request stands against it', () => {
  const rule = { id: 'r', sentence: 's', appliesTo: ['Sigmoid'], check: () => 'too large' } as const;
  const text = `${conv('a', 'x', 'p')}s: q = Sigmoid(p)\nl: r = Log(q)\nt: v = Softmax(r) {axis: 1}\n${conv('b', 'v', 'y')}output y`;
  const codes = (...mended: string[]) =>
    place(text, [rule], { mended: new Set(mended) }).map((line) => line.slice(0, 12));
  expect(codes()).toEqual(['a bpu 0 int8', 's cpu PAS002', 'l cpu PAS016', 't cpu PAS003', 'b bpu 1 int8']);
  expect(codes('s', 'l', 't')).toEqual([
    'a bpu 0 int8',
    's bpu 0 int8',
    'l bpu 0 int8',
    't bpu 0 int8',
    'b bpu 0 int8',
  ]);
  expect(codes('t')[3]).toBe('t bpu 1 int8');
  expect(place('s: q = Sigmoid(x)\noutput q', [rule], { mended: new Set(['s']) })).toEqual(['s bpu 0 int8/int32']);
});
