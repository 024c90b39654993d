import { int64 } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';

const inputs = { x: floats(1, 3, 1, 5) };

it('drops the dimensions it names, or all of 1', async () => {
  expect(await nodesOf({ nodes: [node('Squeeze', ['x'], ['y'], { axes: [-2] }, 's')], inputs, opset: 11 })).toEqual([
    's: y: float32[1x3x5] = Reshape(x) {shape: [1, 3, 5]}',
  ]);
  expect(
    await nodesOf({ nodes: [node('Squeeze', ['x', 'a'], ['y'], {}, 's')], inputs, constants: { a: int64([1], [0]) } }),
  ).toEqual(['s: y: float32[3x1x5] = Reshape(x) {shape: [3, 1, 5]}']);
  expect(await nodesOf({ nodes: [node('Squeeze', ['x'], ['y'], {}, 's')], inputs })).toEqual([
    's: y: float32[3x5] = Reshape(x) {shape: [3, 5]}',
  ]);
});

it('refuses a dimension that is not 1', async () => {
  expect(
    (await refused({ nodes: [node('Squeeze', ['x'], ['y'], { axes: [1] }, 's')], inputs, opset: 11 }))[0].message,
  ).toBe('node "s" (Squeeze): attribute axes name dimension 1, which is 3 and not 1');
});
