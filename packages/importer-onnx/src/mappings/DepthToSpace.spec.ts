import { floats, node, nodesOf, refused } from '../model.fixture';

it('keeps block size and mode', async () => {
  expect(
    await nodesOf({
      nodes: [node('DepthToSpace', ['x'], ['y'], { blocksize: 2, mode: 'CRD' }, 'd')],
      inputs: { x: floats(1, 8, 2, 2) },
    }),
  ).toEqual(['d: y: float32[1x2x4x4] NCHW = DepthToSpace(x) {blocksize: 2, mode: "CRD"}']);
  expect(
    await nodesOf({
      nodes: [node('SpaceToDepth', ['x'], ['y'], { blocksize: 2 }, 'd')],
      inputs: { x: floats(1, 2, 4, 4) },
    }),
  ).toEqual(['d: y: float32[1x8x2x2] NCHW = SpaceToDepth(x) {blocksize: 2}']);
});

it('refuses blocks that do not divide', async () => {
  expect(
    (
      await refused({
        nodes: [node('DepthToSpace', ['x'], ['y'], { blocksize: 3 }, 'd')],
        inputs: { x: floats(1, 8, 2, 2) },
      })
    )[0].code,
  ).toBe('IMO012');
});
