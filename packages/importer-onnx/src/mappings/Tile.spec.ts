import { int64 } from '@openbpu/tensor';
import { floats, node, nodesOf } from '../model.fixture';

it('repeats by constants', async () => {
  const draft = { nodes: [node('Tile', ['x', 'r'], ['y'], {}, 't')], inputs: { x: floats(1, 2, 3, 4) } };
  expect(await nodesOf({ ...draft, constants: { r: int64([4], [1, 1, 2, 1]) } })).toEqual([
    't: y: float32[1x2x6x4] NCHW = Tile(x) {repeats: [1, 1, 2, 1]}',
  ]);
});
