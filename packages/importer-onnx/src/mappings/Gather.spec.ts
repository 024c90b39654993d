import { int64 } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';

const gather = (shape: number[], indices: number[]) => ({
  nodes: [node('Gather', ['x', 'i'], ['y'], { axis: 1 }, 'g')],
  inputs: { x: floats(2, 5, 3) },
  constants: { i: int64(shape, indices) },
});

it('slices at one index and drops the dimension', async () => {
  expect(await nodesOf(gather([], [-1]))).toEqual([
    'g: y_Slice: float32[2x1x3] = Slice(x) {starts: [4], ends: [5], axes: [1], steps: [1]}',
    'g_reshape: y: float32[2x3] = Reshape(y_Slice) {shape: [2, 3]}',
  ]);
});

it('slices at equal steps, backwards too', async () => {
  expect(await nodesOf(gather([2], [1, 3]))).toEqual([
    'g: y: float32[2x2x3] = Slice(x) {starts: [1], ends: [5], axes: [1], steps: [2]}',
  ]);
  expect(await nodesOf(gather([3], [2, 1, 0]))).toEqual([
    'g: y: float32[2x3x3] = Slice(x) {starts: [2], ends: [-6], axes: [1], steps: [-1]}',
  ]);
});

it('chooses by other indices, of any rank, and refuses those outside', async () => {
  expect((await nodesOf(gather([3], [0, 1, 3])))[0]).toContain('g: y: float32[2x3x3] = Gather(x, i) {axis: 1}');
  expect((await nodesOf(gather([2, 1], [0, 1])))[0]).toContain('g: y: float32[2x2x1x3] = Gather(x, i) {axis: 1}');
  expect((await refused(gather([1], [5])))[0].code).toBe('IMO011');
});
