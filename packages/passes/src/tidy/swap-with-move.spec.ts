import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { largestDifference, shapeOf } from '@openbpu/testkit';
import { swapWithMove } from './swap-with-move';

it('keeps the names of both nodes and of the result', () => {
  const graph = parseGraph(
    'input x: float32[2x3x1x1]\nconst k: float32[3] = [1, 2, -3]\n' +
      'p: a = Transpose(x) {perm: [2, 1, 0, 3]}\nr: y = PRelu(a, k)\noutput y',
    standardOps(),
    'original',
  );
  const swapped = graph.apply(swapWithMove(graph.node('r')!, graph.node('p')!, graph));
  expect(shapeOf(swapped)).toEqual(['r: r_image = PRelu(x, k)', 'p: y = Transpose(r_image)']);
  expect(largestDifference(graph, swapped, 1)).toBe(0);
});
