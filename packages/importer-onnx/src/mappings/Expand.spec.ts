import { int64 } from '@openbpu/tensor';
import { floats, node, nodesOf } from '../model.fixture';

it('broadcasts to a constant shape', async () => {
  const constants = { s: int64([3], [2, 1, 4]) };
  expect(
    await nodesOf({ nodes: [node('Expand', ['x', 's'], ['y'], {}, 'e')], inputs: { x: floats(3, 1) }, constants }),
  ).toEqual(['e: y: float32[2x3x4] = Expand(x) {shape: [2, 1, 4]}']);
});
