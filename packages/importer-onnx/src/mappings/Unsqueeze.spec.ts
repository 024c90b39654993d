import { int64 } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';

const inputs = { x: floats(3, 4) };

it('inserts dimensions where the result has them', async () => {
  expect(await nodesOf({ nodes: [node('Unsqueeze', ['x'], ['y'], { axes: [0, 3] }, 'u')], inputs, opset: 11 })).toEqual(
    ['u: y: float32[1x3x4x1] = Reshape(x) {shape: [1, 3, 4, 1]}'],
  );
  expect(
    await nodesOf({
      nodes: [node('Unsqueeze', ['x', 'a'], ['y'], {}, 'u')],
      inputs,
      constants: { a: int64([1], [-1]) },
    }),
  ).toEqual(['u: y: float32[3x4x1] = Reshape(x) {shape: [3, 4, 1]}']);
});

it('refuses a dimension the result has not', async () => {
  expect(
    (await refused({ nodes: [node('Unsqueeze', ['x'], ['y'], { axes: [3] }, 'u')], inputs, opset: 11 }))[0].code,
  ).toBe('IMO011');
});
