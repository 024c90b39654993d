import { float32 } from '@openbpu/tensor';
import { CHAIN, Double, OPS, Sum } from './ir.fixture';
import { parseGraph } from './parse';
import { PatchBuilder } from './patch';

const chain = (more = '') => parseGraph(CHAIN + more, OPS, 'optimized');

it('lets a constant take the name of one that only removed nodes read', () => {
  const graph = chain();
  const build = new PatchBuilder(graph, 'other weights').remove(graph.node('b')!);
  const c = build.constant('c', float32([2], [3, 4]));
  build.node({ id: 'b', op: Sum, inputs: ['p', c], attrs: {}, outputs: ['q'] });
  const next = graph.apply(build.build());
  expect([c, next.node('b')?.inputs, next.value('c').constant?.data]).toEqual(['c', ['p', 'c'], Float32Array.of(3, 4)]);
  expect(graph.value('c').constant?.data).toEqual(Float32Array.of(1, 2));
});

it('gives the name once', () => {
  const graph = chain();
  const build = new PatchBuilder(graph, 'twice').remove(graph.node('b')!);
  expect([build.constant('c', float32([], [1])), build.constant('c', float32([], [2]))]).toEqual(['c', 'c_1']);
});

describe('a name stays taken', () => {
  it('while another node reads the constant', () => {
    const graph = chain('e: z: float32[2] = Sum(c, p)\noutput z\n');
    expect(new PatchBuilder(graph, 'shared').remove(graph.node('b')!).constant('c', float32([2], [3, 4]))).toBe('c_1');
  });

  it('while the reader is not removed', () => {
    expect(new PatchBuilder(chain(), 'early').constant('c', float32([2], [3, 4]))).toBe('c_1');
  });

  it('when it is that of a computed value', () => {
    const graph = chain();
    const build = new PatchBuilder(graph, 'computed').remove(graph.node('d')!, graph.node('b')!);
    expect([
      build.constant('q', float32([2], [3, 4])),
      build.node({ id: build.free('d'), op: Double, inputs: ['p'] }),
    ]).toEqual(['q_1', ['d_1']]);
  });

  it('when the constant is an output of the graph', () => {
    const graph = chain('output c\n');
    expect(new PatchBuilder(graph, 'output').remove(graph.node('b')!).constant('c', float32([2], [3, 4]))).toBe('c_1');
  });
});
