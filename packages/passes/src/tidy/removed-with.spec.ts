import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { removedWith } from './removed-with';

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
