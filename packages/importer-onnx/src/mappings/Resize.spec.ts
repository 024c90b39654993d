import { type Tensor, float32, int64 } from '@openbpu/tensor';
import { type Attribute, floats, node, nodesOf } from '../model.fixture';

const resize = (
  given: string[],
  constants: Record<string, Tensor>,
  attributes: Record<string, Attribute>,
  opset = 13,
) =>
  nodesOf({
    nodes: [node('Resize', ['x', ...given], ['y'], attributes, 'r')],
    inputs: { x: floats(1, 2, 3, 4) },
    constants,
    opset,
  });

const twice = { s: float32([4], [1, 1, 2, 2]) };

it('knows one kind of coordinate at opset 10', async () => {
  expect(await resize(['s'], twice, { mode: 'nearest' }, 10)).toEqual([
    'r: y: float32[1x2x6x8] NCHW = Resize(x) {mode: "nearest", coordinate: "asymmetric", ' +
      'nearestMode: "floor", height: 6, width: 8}',
  ]);
});

it('rounds up at opset 10 when it reduces', async () => {
  expect((await resize(['s'], { s: float32([4], [1, 1, 0.5, 0.75]) }, {}, 10))[0]).toContain(
    'nearestMode: "ceil", height: 1, width: 3, scales: [0.5, 0.75]}',
  );
});

it('resizes columns, then rows, at opset 10 where one grows and the other shrinks', async () => {
  expect(await resize(['s'], { s: float32([4], [1, 1, 0.5, 2]) }, {}, 10)).toEqual([
    'r_columns: r_columns: float32[1x2x3x8] NCHW = Resize(x) {mode: "nearest", coordinate: ' +
      '"asymmetric", nearestMode: "floor", height: 3, width: 8, scales: [1, 2]}',
    'r: y: float32[1x2x1x8] NCHW = Resize(r_columns) {mode: "nearest", coordinate: "asymmetric", ' +
      'nearestMode: "ceil", height: 1, width: 8, scales: [0.5, 1]}',
  ]);
});

it('leaves an image that keeps its size as it is', async () => {
  expect(await resize(['', 's'], { s: float32([4], [1, 1, 1.25, 1.2]) }, { mode: 'linear' })).toEqual([
    'r: y: float32[1x2x3x4] NCHW = Identity(x)',
  ]);
});

it('reads scales or sizes since', async () => {
  expect(await resize(['', 's'], twice, { mode: 'linear' })).toEqual([
    'r: y: float32[1x2x6x8] NCHW = Resize(x) {mode: "linear", coordinate: "half_pixel", ' +
      'nearestMode: "round_prefer_floor", height: 6, width: 8}',
  ]);
  expect(
    await resize(
      ['', '', 'n'],
      { n: int64([4], [1, 2, 5, 7]) },
      { mode: 'linear', coordinate_transformation_mode: 'align_corners' },
    ),
  ).toEqual([
    'r: y: float32[1x2x5x7] NCHW = Resize(x) {mode: "linear", coordinate: "align_corners", ' +
      'nearestMode: "round_prefer_floor", height: 5, width: 7}',
  ]);
});

it('keeps scales that are not the ratio of the sizes', async () => {
  expect((await resize(['', 's'], { s: float32([4], [1, 1, 1.5, 2]) }, {}))[0]).toContain(
    'height: 4, width: 8, scales: [1.5, 2]}',
  );
});

it('spreads the axes it names and keeps the aspect where asked', async () => {
  expect((await resize(['', 's'], { s: float32([2], [3, 2]) }, { axes: [3, 2] }, 18))[0]).toContain(
    'height: 6, width: 12}',
  );
  expect(
    (
      await resize(
        ['', '', 'n'],
        { n: int64([2], [9, 8]) },
        { axes: [2, 3], keep_aspect_ratio_policy: 'not_larger' },
        18,
      )
    )[0],
  ).toContain('height: 6, width: 8}');
});

it('leaves cubic, antialiased and other dimensions to the ONNX operator', async () => {
  const declared = { y: floats(1, 2, 6, 8) };
  const kept = async (attributes: Record<string, Attribute>, constants: Record<string, Tensor> = twice) =>
    (
      await nodesOf({
        nodes: [node('Resize', ['x', '', 's'], ['y'], attributes, 'r')],
        inputs: { x: floats(1, 2, 3, 4) },
        constants,
        opset: 18,
        declared,
      })
    )[0];
  expect(await kept({ mode: 'cubic' })).toContain('OnnxOp(x, _, s)');
  expect(await kept({ mode: 'linear', antialias: 1 })).toContain('OnnxOp(x, _, s)');
  expect(await kept({ coordinate_transformation_mode: 'tf_crop_and_resize' })).toContain('OnnxOp(x, _, s)');
  expect(await kept({}, { s: float32([4], [1, 2, 1, 1]) })).toContain('OnnxOp(x, _, s)');
  expect(await kept({}, { s: float32([4], [1, 1.25, 2, 2]) })).toContain('OnnxOp(x, _, s)');
});

it('leaves a kept aspect that rounds a size up to the ONNX operator', async () => {
  const line = (
    await nodesOf({
      nodes: [
        node('Resize', ['x', '', '', 'n'], ['y'], { axes: [2, 3], keep_aspect_ratio_policy: 'not_smaller' }, 'r'),
      ],
      inputs: { x: floats(1, 3, 4, 6) },
      constants: { n: int64([2], [9, 12]) },
      opset: 19,
      declared: { y: floats(1, 3, 9, 14) },
    })
  )[0];
  expect(line).toContain('OnnxOp(x, _, _, n)');
});
