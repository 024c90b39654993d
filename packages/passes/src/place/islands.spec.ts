import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { islands } from './islands';

const graph = parseGraph(
  'input x: float32[2]\na: p = Relu(x)\nb: q = Relu(p)\nc: r = Relu(q)\nd: s = Relu(r)\n' +
    'e: t = Relu(x)\nf: y = Add(t, s)\noutput y',
  standardOps(),
  'original',
);
const names = (chosen: string) =>
  islands(graph, (node) => chosen.includes(node.id)).map((group) => group.map((node) => node.id).join(''));

it('groups what hangs together, through other chosen nodes only', () => {
  expect(names('abde')).toEqual(['ab', 'd', 'e']);
  expect(names('abcdef')).toEqual(['abcdef']);
  expect(names('def')).toEqual(['def']);
  expect(names('')).toEqual([]);
});
