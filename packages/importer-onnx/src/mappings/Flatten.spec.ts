import { floats, node, nodesOf, refused } from '../model.fixture';

const flatten = (axis?: number) => ({
  nodes: [node('Flatten', ['x'], ['y'], axis === undefined ? {} : { axis }, 'f')],
  inputs: { x: floats(2, 3, 4, 5) },
});

it('is a Reshape', async () => {
  expect(await nodesOf(flatten())).toEqual(['f: y: float32[2x60] = Reshape(x) {shape: [2, 60]}']);
  expect(await nodesOf(flatten(0))).toEqual(['f: y: float32[1x120] = Reshape(x) {shape: [1, 120]}']);
  expect(await nodesOf(flatten(-1))).toEqual(['f: y: float32[24x5] = Reshape(x) {shape: [24, 5]}']);
  expect(await nodesOf(flatten(4))).toEqual(['f: y: float32[120x1] = Reshape(x) {shape: [120, 1]}']);
});

it('refuses an axis that is not there', async () => {
  expect((await refused(flatten(5)))[0].message).toBe(
    'node "f" (Flatten): attribute axis 5 is outside a tensor of rank 4',
  );
});
