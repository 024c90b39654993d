import { float32, int64, toNumbers } from '@openbpu/tensor';
import { floats, imported, node, nodesOf } from '../model.fixture';

it('lets chains of shapes vanish', async () => {
  const { graph } = await imported({
    nodes: [
      node('Shape', ['x'], ['s']),
      node('Gather', ['s', 'zero'], ['n'], { axis: 0 }),
      node('Unsqueeze', ['n'], ['n1'], { axes: [0] }),
      node('Concat', ['n1', 'rest'], ['shape'], { axis: 0 }),
      node('Reshape', ['x', 'shape'], ['y'], {}, 'r'),
    ],
    inputs: { x: floats(2, 3, 4) },
    constants: { zero: int64([], [0]), rest: int64([1], [-1]) },
    opset: 11,
  });
  expect(graph.nodes.map(({ id }) => id)).toEqual(['r']);
  expect([...graph.values.keys()].sort()).toEqual(['x', 'y']);
});

it('evaluates floats by the ops themselves', async () => {
  const { graph } = await imported({
    nodes: [node('Sqrt', ['c'], ['r']), node('Mul', ['x', 'r'], ['y'], {}, 'm')],
    inputs: { x: floats(2) },
    constants: { c: float32([2], [4, 9]) },
  });
  expect(graph.nodes.map(({ id }) => id)).toEqual(['m']);
  expect(toNumbers(graph.value('r').constant!)).toEqual([2, 3]);
});

it('leaves what is not known alone', async () => {
  expect(
    await nodesOf({
      nodes: [node('Add', ['x', 'c'], ['y'], {}, 'a')],
      inputs: { x: floats(2) },
      constants: { c: float32([2], [4, 9]) },
    }),
  ).toHaveLength(1);
});
