import { floats, node, nodesOf } from '../model.fixture';

it('pools planes, and lines as planes of one row', async () => {
  expect(
    await nodesOf({ nodes: [node('GlobalAveragePool', ['x'], ['y'], {}, 'g')], inputs: { x: floats(1, 2, 3, 4) } }),
  ).toEqual(['g: y: float32[1x2x1x1] NCHW = GlobalAveragePool(x)']);
  expect(
    await nodesOf({ nodes: [node('GlobalMaxPool', ['x'], ['y'], {}, 'g')], inputs: { x: floats(1, 2, 4) } }),
  ).toEqual([
    'g_plane: g_plane: float32[1x2x1x4] = Reshape(x) {shape: [1, 2, 1, 4]}',
    'g: y_GlobalMaxPool: float32[1x2x1x1] = GlobalMaxPool(g_plane)',
    'g_line: y: float32[1x2x1] = Reshape(y_GlobalMaxPool) {shape: [1, 2, 1]}',
  ]);
});
