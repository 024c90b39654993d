import { float32, toNumbers } from '@openbpu/tensor';
import { floats, imported, node, nodesOf } from '../model.fixture';

it('is a Gemm with constant weights', async () => {
  const { graph } = await imported({
    nodes: [node('MatMul', ['x', 'w'], ['y'], {}, 'm')],
    inputs: { x: floats(1, 2) },
    constants: { w: float32([2, 3], [1, 2, 3, 4, 5, 6]) },
  });
  expect(graph.nodes.map(({ id, op }) => [id, op.name])).toEqual([['m', 'Gemm']]);
  expect(toNumbers(graph.value(graph.nodes[0].inputs[1]).constant!)).toEqual([1, 4, 2, 5, 3, 6]);
});

it('stays for two computed matrices and for batches', async () => {
  expect(
    await nodesOf({
      nodes: [node('MatMul', ['a', 'b'], ['y'], {}, 'm')],
      inputs: { a: floats(2, 3), b: floats(3, 4) },
    }),
  ).toEqual(['m: y: float32[2x4] = MatMul(a, b)']);
  expect(
    await nodesOf({
      nodes: [node('MatMul', ['a', 'w'], ['y'], {}, 'm')],
      inputs: { a: floats(5, 2, 1) },
      constants: { w: float32([1, 2], [1, 2]) },
    }),
  ).toEqual(['m: y: float32[5x2x2] = MatMul(a, w)']);
});
