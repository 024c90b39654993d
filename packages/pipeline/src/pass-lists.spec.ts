import { CollectingSink } from '@openbpu/diagnostics';
import { type Node, parseGraph, printGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { type NodeRequest, requestsOn } from '@openbpu/passes';
import { marches } from './marches';
import { namesUntyped, tidyAndPlace } from './pass-lists';

const [backend] = marches();
const fine = marches().find(({ policy }) => 'LayerNormalization' in policy.quantise)!;
const ops = standardOps();

it('leaves out what is to be skipped, and places all the same', async () => {
  const graph = parseGraph(
    'input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x1] = seed 1\nc: c = Conv(x, w) {kernel: [1, 1]}\n' +
      'r: y = Relu(c)\noutput y',
    ops,
    'original',
  );
  const types = async (skip: readonly string[]) =>
    (await tidyAndPlace(backend, {}, skip).run(graph, { ops, sink: new CollectingSink() })).nodes.map(
      ({ op }) => op.name,
    );
  expect([await types([]), await types(['fold-activation'])]).toEqual([['Conv'], ['Conv', 'Relu']]);
});

it('takes into a convolution what a training puts between it and its normalisation', async () => {
  const graph = parseGraph(
    'input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x1] = seed 1\nconst k: float32[1x2x1x1] = [0.5, 2]\n' +
      'const s: float32[2] = [1, 2]\nc: c = Conv(x, w) {kernel: [1, 1]}\nd: d = Div(c, k)\na: a = Add(d, k)\n' +
      'n: y = BatchNormalization(a, s, s, s, s)\noutput y',
    ops,
    'original',
  );
  const placed = await tidyAndPlace(backend).run(graph, { ops, sink: new CollectingSink() });
  expect(placed.nodes.map(({ op }) => op.name)).toEqual(['Conv']);
});

it('refuses a pass that there is none of, and the placement', () => {
  expect(() => tidyAndPlace(backend, {}, ['fuse-pat'])).toThrow(/PIP065[^]*did you mean "fuse-pad"/);
  expect(() => tidyAndPlace(backend, {}, ['place'])).toThrow(/PIP065/);
});

it('takes a normalisation whose steps are asked onto the BPU as one, where the march has it', async () => {
  const graph = parseGraph(
    'input x: float32[1x4x2x2] NCHW\nconst e: float32[] = [0.00001]\n' +
      'm: m = ReduceMean(x) {axes: [1]}\nd: d = Sub(x, m)\nq: q = Mul(d, d)\nv: v = ReduceMean(q) {axes: [1]}\n' +
      'a: a = Add(v, e)\nr: r = Sqrt(a)\nn: y = Div(d, r)\noutput y',
    ops,
    'original',
  );
  const types = async (march: typeof backend) =>
    (
      await tidyAndPlace(march, { nodes: requestsOn('BPU', ['n']), mayBeIdle: true }).run(graph, {
        ops,
        sink: new CollectingSink(),
      })
    ).nodes.map(({ op }) => op.name);
  expect(await types(fine)).toEqual(['LayerNormalization']);
  expect(await types(backend)).toContain('Sqrt');
});

it('carries out at rank 4 what goes by channel on a signal, where the march has it', async () => {
  const graph = parseGraph(
    'input x: float32[1x4x6]\nconst w: float32[4x4x1x3] = seed 1\nconst s: float32[4] = [1, 2, 0.5, 3]\n' +
      'i: i = Reshape(x) {shape: [1, 4, 1, 6]}\nc: c = Conv(i, w) {kernel: [1, 3], pads: [0, 1, 0, 1]}\n' +
      'f: f = Reshape(c) {shape: [1, 4, 6]}\nr: r = Relu(f)\nn: n = BatchNormalization(r, s, s, s, s)\n' +
      'p: y = PRelu(n, s)\noutput y',
    ops,
    'original',
  );
  const placed = await Promise.all(
    marches().map(async (march) => {
      const { nodes } = await tidyAndPlace(march).run(graph, { ops, sink: new CollectingSink() });
      const on = nodes.filter(({ placement }) => placement?.on === 'bpu').map(({ id, op }) => `${id} ${op.name}`);
      return [march.march, on.filter((each) => !each.includes('Reshape')).join(', ')];
    }),
  );
  expect(Object.fromEntries(placed)).toMatchObject({
    'bayes-e': 'c Conv, n Conv, p PRelu',
    bayes: 'c Conv, n Conv',
    bernoulli2: 'c Conv, n Conv, p PRelu',
  });
});

describe('what the lists give int8 alone', () => {
  const graph = parseGraph(
    'input x: float32[1x4x12x12]\nconst w: float32[4x1x3x3] = seed 1\nconst v: float32[4x4x1x1] = seed 2\n' +
      'const s: float32[4] = [1, -2, 0.5, 3]\n' +
      'c: c = Conv(x, w) {kernel: [3, 3], dilations: [2, 2], group: 4}\np: p = PRelu(c, s)\n' +
      'd: d = Conv(p, w) {kernel: [3, 3], dilations: [3, 3], pads: [3, 3, 3, 3], group: 4}\nr: r = Relu(d)\n' +
      'z: y = Conv(r, v) {kernel: [1, 1]}\noutput y',
    ops,
    'original',
  );
  const NEW = ['prelu-to-sum', 'undo-dilation'];
  const asked = (type: 'int8' | 'int16', more: readonly NodeRequest[] = []): NodeRequest[] => [
    ...['c', 'p', 'd', 'r'].map((node) => ({ node, key: 'node_info', inputType: type, outputType: type })),
    ...more,
  ];
  const run = async (march: typeof backend, nodes: readonly NodeRequest[], skip: readonly string[] = []) => {
    const sink = new CollectingSink();
    const placed = await tidyAndPlace(march, { nodes }, skip).run(graph, { ops, sink });
    return { placed, told: sink.diagnostics.map(({ code, message }) => `${code} ${message}`) };
  };
  const isWide = ({ placement }: Node) => placement?.on === 'bpu' && placement.output !== 'int8';

  it.each(marches().filter(({ policy }) => Object.keys(policy.int16).length > 0))(
    'is int16 on $march where that is asked, by its name',
    async (march) => {
      const { placed, told } = await run(march, asked('int16'));
      expect(told).toEqual([]);
      expect(placed.nodes.filter((node) => !isWide(node))).toEqual([]);
      expect(placed.nodes.filter(({ id }) => 'cpdz'.includes(id)).map(({ id, op }) => `${id} ${op.name}`)).toEqual([
        'c Conv',
        'p Add',
        'd Conv',
        'z Conv',
      ]);
      expect(placed.node('d')?.attrs).toMatchObject({ min: 0, dilations: [1, 1] });
      const before = (await run(march, asked('int16'), NEW)).told.filter((line) => /PAS02[23]/.test(line));
      expect(before.length).toBeGreaterThan(0);
    },
  );

  it('stays on the CPU where that is asked', async () => {
    const { placed } = await run(fine, asked('int16', requestsOn('CPU', ['p', 'c', 'r'])));
    expect(placed.nodes.map(({ id, op, placement }) => `${id} ${op.name} ${placement?.on}`)).toEqual([
      'c Conv cpu',
      'p PRelu cpu',
      'd_pad Pad cpu',
      'd Conv cpu',
      'z Conv bpu',
    ]);
  });

  it.each(marches())('is what it was on $march where nobody asks, or int8 is asked', async (march) => {
    for (const nodes of [[], asked('int8')]) {
      const [{ placed }, before] = [await run(march, nodes), await run(march, nodes, NEW)];
      expect(printGraph(placed)).toBe(printGraph(before.placed));
    }
  });
});

it('knows the names of nodes without what is asked of their types', async () => {
  const graph = parseGraph(
    'input x: float32[1x2x7x7] NCHW\nconst w: float32[2x2x3x3] = seed 1\n' +
      'c: y = Conv(x, w) {kernel: [3, 3], dilations: [4, 4], pads: [4, 4, 4, 4]}\noutput y',
    ops,
    'original',
  );
  const nodes: NodeRequest[] = [{ node: 'c', key: 'node_info', on: 'BPU', outputType: 'int16' }];
  expect([...(await namesUntyped(fine, { nodes }, [], graph, ops))]).toEqual(['c_pad', 'c']);
  expect([...(await namesUntyped(fine, { nodes }, ['pad-to-dilation'], graph, ops))]).toEqual(['c']);
});
