import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { assignSubgraphs } from './assign-subgraphs';

/** Subgraphs by node, where the nodes named with a capital are on the BPU. */
function subgraphs(lines: string): Record<string, number> {
  const graph = parseGraph(`input x: float32[1x2x4x4]\n${lines}`, standardOps(), 'optimized');
  return Object.fromEntries(assignSubgraphs(graph, ({ id }) => /^[A-Z]/.test(id)));
}

it('is one for nodes that no CPU node separates', () => {
  expect(subgraphs('A: a = Relu(x)\nB: b = Relu(a)\nC: c = Add(a, b)\noutput c')).toEqual({ A: 0, B: 0, C: 0 });
});

it('is another behind a CPU node, and no smaller than before for what reads both', () => {
  expect(
    subgraphs('A: a = Relu(x)\nc: b = Sqrt(a)\nd: e = Sqrt(b)\nB: g = Relu(e)\nC: h = Add(a, g)\noutput h'),
  ).toEqual({ A: 0, B: 1, C: 1 });
});

it('counts CPU nodes that the BPU feeds, not those before it', () => {
  expect(subgraphs('c: a = Sqrt(x)\nA: b = Relu(a)\nd: e = Sqrt(x)\nB: f = Relu(e)\noutput b\noutput f')).toEqual({
    A: 0,
    B: 0,
  });
});

it('is numbered by what waits for what, not by the order of the list', () => {
  const late = 'A: a = Relu(x)\nc: b = Sqrt(a)\nB: d = Relu(b)\ne: f = Sqrt(x)\nC: g = Relu(f)\noutput d\noutput g';
  expect(subgraphs(late)).toEqual({ A: 0, B: 1, C: 0 });
  const gap =
    'c: a = Sqrt(x)\nA: b = Relu(a)\nd: e = Sqrt(b)\nf: g = Relu(e)\nh: i = Sqrt(g)\nB: j = Relu(i)\noutput j';
  expect(subgraphs(gap)).toEqual({ A: 0, B: 1 });
});
