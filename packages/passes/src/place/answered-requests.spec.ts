import type { Constraint, QuantPolicy } from '@openbpu/core';
import { CollectingSink, formatDiagnostic } from '@openbpu/diagnostics';
import { GraphDraft, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { Place } from './place';
import { type NodeRequest, type PlacementRequests, requestsOn } from './requests';

const ops = standardOps();
const policy: QuantPolicy = {
  int16: {},
  sharedScaleRatio: 16,
  quantise: { Conv: 'active', Log: 'active', Reshape: 'passive', Softmax: 'manual' },
};
const conv = (id: string, x: string, y: string) =>
  `const ${id}w: float32[4x4x1x1] = seed 1\n${id}: ${y} = Conv(${x}, ${id}w) {kernel: [1, 1]}\n`;
const INPUT = 'input x: float32[1x4x2x2] NCHW\n';

it('says that a layer which became part of another one takes it along', () => {
  const text = `${INPUT}${conv('a', 'x', 'p')}${conv('b', 'p', 'y')}output y`;
  const graph = parseGraph(text, ops, 'original');
  const fused = GraphDraft.mapped(graph, 'original', (node) => ({
    ...node,
    origins: [{ name: node.id }, { name: `${node.id}_relu` }],
  }));
  const asked = (requests: PlacementRequests) => {
    const sink = new CollectingSink();
    const placed = new Place([], policy, requests).run(fused, { ops, sink });
    const { placement } = placed.nodes[1];
    return [
      placement?.on === 'cpu' ? placement.because.message : placement?.on,
      ...sink.diagnostics.map(formatDiagnostic),
    ];
  };
  expect(asked({ nodes: requestsOn('CPU', ['b_relu']) })).toEqual([
    'the recipe puts "b_relu" on the CPU, and "b_relu" became part of "b"',
    'PAS014 warning run_on_cpu names "b_relu", which became part of "b": both go to the CPU\n' +
      '  hint: name "b" in run_on_cpu where that is meant; otherwise take "b_relu" out of run_on_cpu',
  ]);
  expect(asked({ nodes: requestsOn('CPU', ['b_relu', 'b']) })).toEqual(['the recipe puts "b" on the CPU']);
  const layer = (node: string) => {
    const sink = new CollectingSink();
    const renamed = GraphDraft.mapped(graph, 'original', (each) => ({
      ...each,
      origins: [{ name: `layer_${each.id}` }, { name: `${each.id}_relu` }],
    }));
    new Place([], policy, { nodes: requestsOn('CPU', [node]) }).run(renamed, { ops, sink });
    return sink.diagnostics.map(({ code }) => code);
  };
  expect(['b', 'layer_b', 'b_relu'].map(layer)).toEqual([[], [], ['PAS014']]);
  expect(asked({ nodes: requestsOn('BPU', ['b_relu']) })).toEqual([
    'bpu',
    expect.stringContaining('both go to the BPU'),
  ]);
  expect(asked({})).toEqual(['bpu']);
});

it('says it once of a layer that became several nodes', () => {
  const text = `${INPUT}${conv('a', 'x', 'p')}${conv('b', 'p', 'q')}${conv('c', 'q', 'y')}output y`;
  const hosts: Readonly<Record<string, string>> = { a: 'one', b: 'one', c: 'two' };
  const graph = GraphDraft.mapped(parseGraph(text, ops, 'original'), 'original', (node) => ({
    ...node,
    origins: [{ name: hosts[node.id] }, { name: 'layer' }],
  }));
  const sink = new CollectingSink();
  new Place([], policy, { nodes: requestsOn('BPU', ['layer']) }).run(graph, { ops, sink });
  expect(sink.diagnostics.map(({ message }) => message)).toEqual([
    'run_on_bpu names "layer", which became part of "one": both go to the BPU',
    'run_on_bpu names "layer", which became part of "two": both go to the BPU',
  ]);
});

it('tells of a name that nothing is left of, and refuses one that the model never had', () => {
  const sink = new CollectingSink();
  const graph = parseGraph(`${INPUT}${conv('a', 'x', 'y')}output y`, ops, 'original');
  const run = (name: string) =>
    new Place([], policy, {
      nodes: [{ node: name, key: 'node_info', on: 'BPU' }],
      written: new Set(['a', 'gone']),
    }).run(graph, { ops, sink });
  expect(run('gone').nodes).toHaveLength(1);
  expect(sink.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'PAS025 node_info names "gone", of which nothing is left once the model is tidied',
  ]);
  expect(() => run('gon')).toThrow(/PAS008/);
});

describe('a node that is asked onto the BPU', () => {
  const never: Constraint = {
    id: 'march/Softmax/never',
    sentence: 'it has no legs',
    appliesTo: ['Softmax'],
    check: () => 'it has four legs',
  };
  const text =
    `${INPUT}${conv('a', 'x', 'p')}s: q = Softmax(p) {axis: 1}\n${conv('b', 'q', 'r')}` +
    's2: y = Softmax(r) {axis: 1}\noutput y';
  const said = (request: Partial<NodeRequest>, constraints = [never]) => {
    const sink = new CollectingSink();
    const parsed = parseGraph(text, ops, 'original');
    const graph = GraphDraft.mapped(parsed, 'original', (node) => ({
      ...node,
      origins: node.id === 'b' || node.id === 's2' ? [{ name: 'block' }] : node.origins,
    }));
    const nodes = [{ node: 's', key: 'node_info', on: 'BPU' as const, ...request }];
    new Place(constraints, policy, { nodes }).run(graph, { ops, sink });
    return sink.diagnostics.map(({ code, message, at }) => `${code} ${at?.name}: ${message}`);
  };

  it('and may not go there, is told of with the reason', () => {
    expect(said({})).toEqual([
      expect.stringMatching(
        /^PAS027 node_info: node_info asks for "s" on the BPU, and it runs on the CPU: .*four legs/,
      ),
    ]);
  });

  it('is not told of where it goes there, where one of its parts does, or where it is asked for something else', () => {
    expect(said({}, [])).toEqual([]);
    expect(said({ node: 'block' }).filter((each) => each.startsWith('PAS027'))).toEqual([]);
    expect(said({ on: 'CPU' })).toEqual([]);
    expect(said({ inputType: 'int16' }).map((each) => each.slice(0, 6))).toEqual(['PAS023']);
  });
});

it('says that a made node runs on the CPU anyhow', () => {
  const still = '{shape: [1, 4, 2, 2]}';
  const text =
    `${INPUT}r: p = Reshape(x) ${still}\n${conv('a', 'p', 'q')}m: s = Reshape(q) ${still}\n` +
    `${conv('b', 's', 'y')}e: z = Sqrt(y)\noutput z`;
  const made = GraphDraft.mapped(parseGraph(text, ops, 'original'), 'original', (node) => ({
    ...node,
    origins: [{ name: 'layer' }],
  }));
  const said = (graph: typeof made, ...names: string[]) => {
    const sink = new CollectingSink();
    new Place([], policy, { nodes: requestsOn('CPU', names) }).run(graph, { ops, sink });
    return sink.diagnostics.map(formatDiagnostic);
  };
  expect(said(made, 'r')).toEqual([
    'PAS047 warning run_on_cpu names "r", which was made of "layer" and runs on the CPU anyhow: it changes nothing\n' +
      '  hint: take "r" out of run_on_cpu, or name "layer" where all of that layer is to be on the CPU',
  ]);
  expect(said(made, 'e')).toEqual([expect.stringContaining('PAS047')]);
  expect([said(made, 'm'), said(made, 'a')]).toEqual([[], []]);
  expect(said(parseGraph(text, ops, 'original'), 'r')).toEqual([]);
});

it('says of a made node that it is on the CPU by its own name', () => {
  const graph = GraphDraft.mapped(
    parseGraph(`${INPUT}${conv('a', 'x', 'y')}output y`, ops, 'original'),
    'original',
    (node) => ({
      ...node,
      origins: [{ name: 'layer' }],
    }),
  );
  const requests = { nodes: requestsOn('CPU', ['a']), mayBeIdle: true };
  const { placement } = new Place([], policy, requests).run(graph, { ops, sink: new CollectingSink() }).nodes[0];
  expect(placement).toMatchObject({ because: { message: 'the recipe puts "a" on the CPU' } });
});
