import { float32, tensorType } from '@openbpu/tensor';
import { GraphDraft } from './graph-draft';
import { CHAIN, Double, OPS, Sum } from './ir.fixture';
import { NameSpace } from './name-space';
import { parseGraph } from './parse';
import { printGraph } from './print';

const PAIR = tensorType('float32', [2]);

function draft(options: ConstructorParameters<typeof GraphDraft>[1] = {}) {
  const begun = new GraphDraft('optimized', options);
  begun.input('x', PAIR);
  return begun;
}

/** The lines of a graph behind its head. */
const lines = (graph: Parameters<typeof printGraph>[0]) => printGraph(graph).trim().split('\n').slice(1);

it('infers types, numbers names and keeps constants, origins, placements and metadata', () => {
  const d = draft();
  const k = d.constant('x', float32([2], [1, 2]), { layout: 'NCHW' });
  const placement = { on: 'bpu', subgraph: 0, input: 'int8', output: 'int8' } as const;
  const [s] = d.node({ id: 's', op: Sum, inputs: ['x', k], attrs: { weights: [2, 1] }, origins: [{ name: 'S' }] });
  d.node({ id: 'n', op: Double, inputs: [s], outputs: ['y'], types: [tensorType('float32', [2], 'NHWC')], placement });
  expect([d.typeOf('s'), d.typeOf('y').layout, d.typeOf(k).layout]).toEqual([
    { dtype: 'float32', shape: [2], layout: 'none' },
    'NHWC',
    'NCHW',
  ]);
  const graph = d.build({ name: 'net', outputs: ['y'], metadata: { a: 'b' } });
  expect(lines(graph)[1]).toBe('const x_1: float32[2] NCHW = [1, 2]');
  expect(graph.nodes.map(({ id, origins, placement: at }) => [id, origins, at])).toEqual([
    ['s', [{ name: 'S' }], undefined],
    ['n', [], placement],
  ]);
  expect([graph.stage, graph.name, graph.metadata]).toEqual(['optimized', 'net', { a: 'b' }]);
});

it('makes up no name that will be given later, nor one that a node has', () => {
  const d = draft({ names: new NameSpace(['y']) });
  expect([d.constant('y', float32([2], [1, 1])), d.names.free('x')]).toEqual(['y_1', 'x_1']);
  d.node({ id: 'n', op: Double, inputs: ['x'], outputs: ['y'] });
  d.alias('z', 'y');
  expect([d.nodeNames.free('n'), d.names.free('n'), d.names.free('z')]).toEqual(['n_1', 'n', 'z_1']);
});

it('follows aliases, whenever they are made', () => {
  const d = draft();
  d.node({ id: 'n', op: Double, inputs: ['x'] });
  d.alias('a', 'n');
  d.alias('b', 'a');
  expect([d.resolve('b'), d.resolve('x'), d.has('b'), d.has('c'), d.value('b').id]).toEqual([
    'n',
    'x',
    true,
    false,
    'n',
  ]);
  const [y] = d.node({ id: 'y', op: Sum, inputs: ['b', 'x'] });
  expect(lines(d.build({ name: 'net', outputs: [y] })).at(-2)).toMatch(/^y: y.* = Sum\(n, x\)/);
});

it('asks for constants that nothing has written, once each, and keeps those that are read', () => {
  const asked: string[] = [];
  const constants = (id: string) => {
    asked.push(id);
    return id === 'none' ? undefined : float32([2], [3, 4]);
  };
  const d = draft({ constants });
  expect([d.has('w'), d.has('v'), d.has('none'), d.value('w').type.shape]).toEqual([true, true, false, [2]]);
  d.node({ id: 'y', op: Sum, inputs: ['x', 'w'] });
  expect(asked).toEqual(['w', 'v', 'none']);
  expect([...d.build({ name: 'net', outputs: ['y'] }).values.keys()].sort()).toEqual(['w', 'x', 'y']);
  expect(() => draft().value('w')).toThrow('value "w" is read before anything gives it');
});

it('copies outputs that are constants or other values, and renames a constant for its readers', () => {
  const d = draft();
  d.setConstant('c', float32([2], [1, 2]));
  d.node({ id: 'n', op: Sum, inputs: ['x', 'c'] });
  d.alias('a', 'n');
  ['c', 'a', 'n', 'x'].forEach((id) => d.outputAs(id, Double));
  expect(lines(d.build({ name: 'net', outputs: ['c', 'a', 'n', 'x'] }))).toEqual([
    'input x: float32[2]',
    'const c_value: float32[2] = [1, 2]',
    'n: n: float32[2] = Sum(x, c_value) {weights: [1, 1]}',
    'Double_c: c: float32[2] = Double(c_value)',
    'Double_a: a: float32[2] = Double(n)',
    'output c',
    'output a',
    'output n',
    'output x',
  ]);
});

it('sorts, drops what no output needs only when asked, and says what is wrong', () => {
  const d = draft();
  d.declare({ id: 'p', type: PAIR });
  d.node({ id: 'y', op: Double, inputs: ['p'] });
  d.keep({ id: 'first', op: Double, attrs: {}, inputs: ['x'], outputs: ['p'], origins: [] });
  d.node({ id: 'lost', op: Double, inputs: ['x'] });
  const end = { name: 'net', outputs: ['y'] };
  const ids = (live?: boolean) => d.build({ ...end, ...(live ? { live } : {}) }).nodes.map(({ id }) => id);
  expect([d.nodes.map(({ id }) => id), ids(), ids(true)]).toEqual([
    ['y', 'first', 'lost'],
    ['first', 'y', 'lost'],
    ['first', 'y'],
  ]);
  d.keep({ ...d.nodes[0], outputs: ['z'] });
  expect(() => d.build(end)).toThrow('the optimized graph is not well formed: two nodes are named "y"');
  expect(() => d.node({ id: 'n', op: Double, inputs: ['x'], outputs: ['a', 'b'] })).toThrow(
    'Double gives 1 of the 2 outputs asked for',
  );
});

it('writes the nodes of a graph anew', () => {
  const graph = parseGraph(CHAIN, OPS, 'optimized');
  const d = GraphDraft.of(graph, 'calibrated');
  expect([d.names.free('b'), d.nodeNames.free('q')]).toEqual(['b_1', 'q_1']);
  graph.nodes.forEach((node) => d.keep(node));
  const again = d.build(graph);
  expect([again.stage, lines(again)]).toEqual(['calibrated', lines(graph)]);
  const noted = GraphDraft.mapped(graph.at('optimized', { note: 'kept' }), 'calibrated', (node) =>
    node === graph.nodes[0] ? { ...node, id: 'other' } : node,
  );
  expect([noted.nodes[0].id, noted.name, noted.metadata]).toEqual(['other', graph.name, { note: 'kept' }]);
  expect(lines(noted).slice(2)).toEqual(lines(graph).slice(2));
});

it('renames a value wherever it is written and read', () => {
  const d = draft();
  const [s] = d.node({ id: 's', op: Double, inputs: ['x'] });
  d.node({ id: 'n', op: Sum, inputs: [s, s], attrs: { weights: [2, 1] }, outputs: ['y'] });
  d.node({ id: 'm', op: Double, inputs: ['y'], outputs: ['z'] });
  d.rename(s, 'q');
  d.rename('y', 'out');
  expect(d.has('y')).toBe(false);
  expect(d.names.free('out')).toBe('out_1');
  const graph = d.build({ name: 'net', outputs: ['out', 'z'] });
  expect(graph.nodes.map(({ inputs, outputs }) => `${inputs.join()}>${outputs.join()}`)).toEqual([
    'x>q',
    'q,q>out',
    'out>z',
  ]);
  expect(() => draft().rename('nobody', 'y')).toThrow('value "nobody" is read before anything gives it');
});
