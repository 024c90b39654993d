import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool } from '@openbpu/runtime';
import { float32 } from '@openbpu/tensor';
import { watchSessions } from '../sessions.fixture';
import { piece, runPiece } from './piece';

const graph = parseGraph(
  'input x: float32[2]\nconst k: float32[2] = [1, 2]\na: p = Mul(x, k)\nb: q = Add(p, x)\nc: y = Abs(q)\noutput y',
  standardOps(),
  'optimized',
);
const nodes = ['b', 'c'].map((id) => graph.node(id)!);

it('is a graph of some nodes that reads whatever they do not write', () => {
  const part = piece(graph, nodes, ['q']);
  expect([part.inputs, part.outputs, part.nodes.map(({ id }) => id)]).toEqual([['p', 'x'], ['q'], ['b', 'c']]);
  const changed = piece(graph, [graph.node('a')!], ['p'], (node, draft) => ({
    ...node,
    inputs: [node.inputs[0], draft.constant('other', float32([2], [5, 5]))],
  }));
  expect(changed.nodes[0].inputs).toEqual(['x', 'other']);
});

it('runs on every sample, adds what it makes, and opens nothing for nothing', async () => {
  const pool = new LanePool(2);
  const watched = watchSessions(pool);
  const known = [1, 2, 3].map(
    (by) =>
      new Map([
        ['x', float32([2], [by, -by])],
        ['p', float32([2], [1, 1])],
      ]),
  );
  await runPiece(piece(graph, nodes, ['q', 'y']), known, pool);
  expect(known.map((each) => [...each.get('y')!.data])).toEqual([
    [2, 0],
    [3, 1],
    [4, 2],
  ]);
  await runPiece(piece(graph, nodes, []), known, pool);
  await runPiece(piece(graph, nodes, ['q']), [], pool);
  await pool.close();
  expect([watched.models.length, watched.open]).toEqual([1, 0]);
});
