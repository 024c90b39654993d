import { float32, int64 } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';

const inputs = { x: floats(1, 1, 4, 4) };
const padded = 'p: y: float32[1x1x7x5] NCHW = Pad(x)';

it('reads attributes before opset 11 and constants since', async () => {
  expect(
    await nodesOf({
      nodes: [node('Pad', ['x'], ['y'], { pads: [0, 0, 1, 0, 0, 0, 2, 1], value: { float: -1 } }, 'p')],
      inputs,
      opset: 7,
    }),
  ).toEqual([`${padded} {pads: [0, 0, 1, 0, 0, 0, 2, 1], mode: "constant", value: -1}`]);
  const constants = { n: int64([8], [0, 0, 1, 0, 0, 0, 2, 1]), v: float32([], [3]) };
  expect(await nodesOf({ nodes: [node('Pad', ['x', 'n', 'v'], ['y'], {}, 'p')], inputs, constants })).toEqual([
    `${padded} {pads: [0, 0, 1, 0, 0, 0, 2, 1], mode: "constant", value: 3}`,
  ]);
});

it('pads the axes it names', async () => {
  const constants = { n: int64([4], [0, 1, 1, 2]), a: int64([2], [-1, -2]) };
  expect(
    await nodesOf({
      nodes: [node('Pad', ['x', 'n', '', 'a'], ['y'], { mode: 'edge' }, 'p')],
      inputs,
      constants,
      opset: 18,
    }),
  ).toEqual([`${padded} {pads: [0, 0, 1, 0, 0, 0, 2, 1], mode: "edge", value: 0}`]);
});

it('leaves wrapping to the ONNX operator and refuses a wrong number of pads', async () => {
  const constants = { n: int64([8], [0, 0, 1, 0, 0, 0, 2, 1]), short: int64([2], [1, 1]) };
  expect(
    (
      await nodesOf({ nodes: [node('Pad', ['x', 'n'], ['y'], { mode: 'wrap' }, 'p')], inputs, constants, opset: 19 })
    )[0],
  ).toContain('float32[1x1x7x5] NCHW = OnnxOp(x, n)');
  expect((await refused({ nodes: [node('Pad', ['x', 'short'], ['y'], {}, 'p')], inputs, constants }))[0].message).toBe(
    'node "p" (Pad): attribute pads are 2 for 4 dimensions',
  );
});
