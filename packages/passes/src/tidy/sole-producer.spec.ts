import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { removedWith, soleProducer } from './sole-producer';

describe('soleProducer', () => {
  const graph = parseGraph(
    'input x: float32[2x2]\na: p = Relu(x)\nb: q = Relu(p)\nc: y = Mul(q, q)\nd: z = Add(y, p)\n' +
      's: u, v = Split(x) {axis: 0, sizes: [1, 1]}\nt: w = Relu(u)\noutput y\noutput z\noutput w\n' +
      'output v',
    standardOps(),
    'original',
  );

  it('gives the producer of what one node reads, however often', () => {
    expect(soleProducer(graph, 'q')?.id).toBe('b');
  });

  it.each([
    ['p', 'two nodes read'],
    ['y', 'is an output'],
    ['x', 'is an input of the graph'],
    ['u', 'is one of several results'],
    ['', 'is absent'],
  ])('gives nothing for "%s", which %s', (id) => {
    expect(soleProducer(graph, id)).toBeUndefined();
  });
});

describe('removedWith', () => {
  const gone = (tail: string) => {
    const graph = parseGraph(
      `input x: float32[2]\na: p = Relu(x)\nb: y = Exp(p)\noutput y\n${tail}`,
      standardOps(),
      'original',
    );
    return removedWith(graph.node('b')!, graph.node('a')!, graph).map(({ id }) => id);
  };

  it('takes the node before along when nobody else needs it', () => {
    expect(gone('')).toEqual(['a', 'b']);
  });

  it.each(['c: z = Exp(p)\noutput z', 'output p'])('leaves it to its other readers: %j', (tail) => {
    expect(gone(tail)).toEqual(['b']);
  });
});
