import { CHAIN, Double, OPS, Sum } from './ir.fixture';
import { parseGraph } from './parse';
import { PatchBuilder } from './patch';
import { printGraph } from './print';
import { PatchError } from './transaction';

const chain = () => parseGraph(CHAIN, OPS, 'optimized');

it('replaces a node and drops the constants nobody reads any more', () => {
  const graph = chain();
  const patch = new PatchBuilder(graph, 'skip b').remove(graph.node('b')!).replace('q', 'p').build();
  expect(printGraph(graph.apply(patch))).toBe(
    'graph net optimized\ninput x: float32[2]\na: p: float32[2] = Double(x)\nd: y: float32[2] = Double(p)\noutput y\n',
  );
});

it('keeps the name of a graph output that is replaced', () => {
  const graph = chain();
  const next = graph.apply(new PatchBuilder(graph, 'drop d').remove(graph.node('d')!).replace('y', 'q').build());
  expect(next.outputs).toEqual(['y']);
  expect(next.node('b')?.outputs).toEqual(['y']);
  expect(next.hasValue('q')).toBe(false);
});

it('leaves the graph it was opened on as it was', () => {
  const graph = chain();
  const before = printGraph(graph);
  graph.apply(new PatchBuilder(graph, 'skip b').remove(graph.node('b')!).replace('q', 'p').build());
  expect(printGraph(graph)).toBe(before);
});

it('sorts new nodes before their readers and infers their types', () => {
  const graph = chain();
  const build = new PatchBuilder(graph, 'insert');
  const [twice] = build.node({ id: 'e', op: Double, inputs: ['p'] });
  build.node({ id: 'f', op: Sum, inputs: [twice, 'c'], outputs: ['r'] }).forEach((id) => build.replace('q', id));
  const next = graph.apply(build.build());
  expect(next.nodes.map((node) => node.id)).toEqual(['a', 'b', 'e', 'f', 'd']);
  expect(next.node('d')?.inputs).toEqual(['r']);
});

it('puts a node between a value and its readers', () => {
  const graph = chain();
  const build = new PatchBuilder(graph, 'after the input');
  const [doubled] = build.node({ id: 'e', op: Double, inputs: ['x'] });
  const next = graph.apply(build.replace('x', doubled).build());
  expect([next.node('e')?.inputs, next.node('a')?.inputs]).toEqual([['x'], ['e']]);
});

it('gives a free name', () => {
  const graph = chain();
  const build = new PatchBuilder(graph, 'names');
  expect([build.free('p'), build.free('p'), build.free('new'), build.free('a')]).toEqual(['p_1', 'p_2', 'new', 'a_1']);
});

describe('refuses a patch', () => {
  const apply = (write: (build: PatchBuilder) => unknown) => () => {
    const graph = chain();
    const build = new PatchBuilder(graph, 'bad');
    write(build);
    graph.apply(build.build());
  };

  it.each([
    [
      'that removes what is still read',
      apply((b) => b.remove(chain().node('a')!)),
      /reads "p" before anything produces it/,
    ],
    [
      'with a second producer',
      apply((b) => b.node({ id: 'e', op: Double, inputs: ['x'], outputs: ['q'] })),
      /two nodes produce "q"/,
    ],
    [
      'with a second node of a name',
      apply((b) => b.node({ id: 'a', op: Double, inputs: ['x'], outputs: ['z'] })),
      /two nodes "a"/,
    ],
    ['that replaces by nothing', apply((b) => b.replace('p', 'nowhere')), /does not exist/],
    ['that replaces an output by an input', apply((b) => b.replace('y', 'x')), /no node produces/],
    ['that makes a circle', apply((b) => b.replace('x', 'q')), /in a circle/],
    [
      'whose types do not fit',
      apply((b) => b.value({ id: 'q', type: { dtype: 'int8', shape: [2], layout: 'none' } })),
      /declared int8\[2\] and Sum gives float32\[2\]/,
    ],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message);
  });

  it('as a PatchError that names the patch', () => {
    expect(apply((b) => b.replace('p', 'nowhere'))).toThrow(PatchError);
    expect(apply((b) => b.replace('p', 'nowhere'))).toThrow(/patch "bad"/);
  });
});
