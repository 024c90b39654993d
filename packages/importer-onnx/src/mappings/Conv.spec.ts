import { float32 } from '@openbpu/tensor';
import { type Attribute, floats, node, nodesOf, refused } from '../model.fixture';

const weights = (...shape: number[]) => float32(shape, new Array<number>(shape.reduce((a, b) => a * b, 1)).fill(1));
const conv = (x: number[], w: number[], attributes: Record<string, Attribute> = {}) => ({
  nodes: [node('Conv', ['x', 'w', 'b'], ['y'], attributes, 'c')],
  inputs: { x: floats(...x) },
  constants: { w: weights(...w), b: weights(w[0]) },
});

it('keeps stated pads', async () => {
  expect(
    await nodesOf(
      conv([1, 2, 5, 6], [4, 1, 3, 3], { pads: [1, 0, 2, 1], strides: [2, 1], group: 2, dilations: [1, 2] }),
    ),
  ).toEqual([
    'c: y: float32[1x4x3x3] NCHW = Conv(x, w, b) {kernel: [3, 3], strides: [2, 1], dilations: ' +
      '[1, 2], pads: [1, 0, 2, 1], group: 2, min: -Infinity, max: Infinity}',
  ]);
});

it('writes SAME and VALID out', async () => {
  const pads = async (auto_pad: string) =>
    /pads: (\[.*?\])/.exec((await nodesOf(conv([1, 2, 6, 7], [4, 2, 3, 3], { auto_pad, strides: [2, 2] })))[0])?.[1];
  expect(await pads('SAME_UPPER')).toBe('[0, 1, 1, 1]');
  expect(await pads('SAME_LOWER')).toBe('[1, 1, 0, 1]');
  expect(await pads('VALID')).toBe('[0, 0, 0, 0]');
});

it('takes a line for a plane of one row', async () => {
  expect(await nodesOf(conv([1, 2, 6], [4, 2, 3], { pads: [1, 1], strides: [2] }))).toEqual([
    'c_plane: c_plane: float32[1x2x1x6] = Reshape(x) {shape: [1, 2, 1, 6]}',
    'c: y_Conv: float32[1x4x1x3] = Conv(c_plane, c_weight, b) {kernel: [1, 3], strides: [1, 2], ' +
      'dilations: [1, 1], pads: [0, 1, 0, 1], group: 1, min: -Infinity, max: Infinity}',
    'c_line: y: float32[1x4x3] = Reshape(y_Conv) {shape: [1, 4, 3]}',
  ]);
});

it('leaves volumes to the ONNX operator', async () => {
  expect((await nodesOf(conv([1, 1, 4, 4, 4], [1, 1, 3, 3, 3])))[0]).toContain(
    'c: y: float32[1x1x2x2x2] = OnnxOp(x, w, b)',
  );
});

it('refuses what does not fit', async () => {
  expect((await refused(conv([1, 3, 4, 4], [4, 2, 3, 3])))[0].message).toBe(
    'node "c" (Conv): group 1 of 2 channels does not make the 3 input channels',
  );
  expect((await refused(conv([1, 2, 4, 4], [4, 2, 3, 3], { strides: [1, 1, 1] })))[0].message).toBe(
    'node "c" (Conv): attribute strides has 3 numbers, and 2 are needed',
  );
  expect((await refused(conv([1, 2, 4, 4], [4, 2, 3, 3], { auto_pad: 'ALL' })))[0].code).toBe('IMO011');
});
