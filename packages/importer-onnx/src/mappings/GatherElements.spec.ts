import { int64 } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';

const gather = (indices: number[]) => ({
  nodes: [node('GatherElements', ['x', 'i'], ['y'], { axis: -1 }, 'g')],
  inputs: { x: floats(2, 5) },
  constants: { i: int64([1, indices.length], indices) },
});

it('chooses by constant indices', async () => {
  expect(await nodesOf(gather([4, -5, 0]))).toEqual(['g: y: float32[1x3] = GatherElements(x, i) {axis: 1}']);
});

it('refuses indices outside', async () => {
  for (const index of [5, -6]) expect((await refused(gather([index])))[0].code).toBe('IMO011');
});
