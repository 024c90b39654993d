import { type Attribute, floats, node, nodesOf, refused } from '../model.fixture';

const pool = (x: number[], attributes: Record<string, Attribute>, outputs = ['y']) => ({
  nodes: [node('MaxPool', ['x'], outputs, attributes, 'p')],
  inputs: { x: floats(...x) },
});

it('writes pads out', async () => {
  expect(await nodesOf(pool([1, 1, 7, 7], { kernel_shape: [3, 3], strides: [2, 2], auto_pad: 'SAME_UPPER' }))).toEqual([
    'p: y: float32[1x1x4x4] NCHW = MaxPool(x) {kernel: [3, 3], strides: [2, 2], dilations: [1, 1], pads: [1, 1, 1, 1]}',
  ]);
});

it('grows the pads at the end for ceil_mode, unless the last window would begin in them', async () => {
  const padsOf = async (size: number, attributes: Record<string, Attribute>) =>
    /float32\[(.*?)\].*pads: (\[.*?\])/
      .exec((await nodesOf(pool([1, 1, size, size], { ceil_mode: 1, ...attributes })))[0])
      ?.slice(1);
  expect(await padsOf(6, { kernel_shape: [3, 3], strides: [2, 2] })).toEqual(['1x1x3x3', '[0, 0, 1, 1]']);
  expect(await padsOf(7, { kernel_shape: [3, 3], strides: [2, 2] })).toEqual(['1x1x3x3', '[0, 0, 0, 0]']);
  expect(await padsOf(2, { kernel_shape: [1, 1], strides: [2, 2] })).toEqual(['1x1x1x1', '[0, 0, 0, 0]']);
  expect(await padsOf(4, { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] })).toEqual([
    '1x1x3x3',
    '[1, 1, 2, 2]',
  ]);
});

it('takes a line for a plane of one row', async () => {
  expect((await nodesOf(pool([1, 2, 8], { kernel_shape: [2], strides: [2] })))[1]).toContain(
    'MaxPool(p_plane) {kernel: [1, 2], strides: [1, 2]',
  );
});

it('leaves indices to the ONNX operator and refuses a missing kernel', async () => {
  expect((await nodesOf(pool([1, 1, 4, 4], { kernel_shape: [2, 2] }, ['y', 'i'])))[0]).toMatch(
    /^p: y: float32\[1x1x3x3\] NCHW, i: int64\[1x1x3x3\] NCHW = OnnxOp\(x\)/,
  );
  expect((await refused(pool([1, 1, 4, 4], {})))[0].message).toBe(
    'node "p" (MaxPool): attribute kernel_shape is missing',
  );
});
