import { int64, tensorType } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';

const nodes = [node('Reshape', ['x', 's'], ['y'], {}, 'r')];
const inputs = { x: floats(2, 3, 4) };

it('writes its shape out', async () => {
  expect(await nodesOf({ nodes, inputs, constants: { s: int64([2], [0, -1]) } })).toEqual([
    'r: y: float32[2x12] = Reshape(x) {shape: [2, 12]}',
  ]);
});

it('is refused where the sizes differ, or the shape is computed', async () => {
  const [wrong] = await refused({ nodes, inputs, constants: { s: int64([1], [25]) } });
  expect([wrong.code, wrong.message]).toEqual(['IMO012', 'node "r" (Reshape): 2x3x4 cannot be reshaped to 25']);
  const [odd] = await refused({ nodes, inputs, constants: { s: int64([2], [5, -1]) } });
  expect(odd.message).toContain('2x3x4 cannot be reshaped to 5x-1');
  expect(
    (await refused({ nodes, inputs: { ...inputs, s: tensorType('int64', [2]) } })).map(({ code }) => code),
  ).toEqual(['IMO013']);
});

it('refuses a dimension of 0 that is to be one', async () => {
  const [wrong] = await refused({
    nodes: [node('Reshape', ['x', 's'], ['y'], { allowzero: 1 }, 'r')],
    inputs,
    constants: { s: int64([2], [0, -1]) },
    opset: 14,
  });
  expect([wrong.code, wrong.message]).toEqual([
    'IMO011',
    'node "r" (Reshape): attribute allowzero makes a tensor without elements of the 24 there are',
  ]);
});
