import { type Attribute, floats, node, nodesOf } from '../model.fixture';

const sample = (
  attributes: Record<string, Attribute> = {},
  opset = 16,
  x = floats(1, 2, 3, 4),
  g = floats(1, 5, 6, 2),
) => nodesOf({ nodes: [node('GridSample', ['x', 'g'], ['y'], attributes, 's')], inputs: { x, g }, opset });

it('has its defaults, and the names of either opset', async () => {
  expect(await sample()).toEqual([
    's: y: float32[1x2x5x6] NCHW = GridSample(x, g) {mode: "bilinear", padding_mode: "zeros", align_corners: false}',
  ]);
  expect((await sample({ mode: 'linear', padding_mode: 'reflection', align_corners: 1 }, 20))[0]).toContain(
    '{mode: "bilinear", padding_mode: "reflection", align_corners: true}',
  );
  expect((await sample({ mode: 'nearest', padding_mode: 'border' }))[0]).toContain('"nearest", padding_mode: "border"');
});

it('leaves cubic and volumes to the ONNX operator', async () => {
  for (const left of [
    await sample({ mode: 'bicubic' }),
    await sample({ mode: 'cubic' }, 20),
    await sample({}, 20, floats(1, 2, 2, 3, 4), floats(1, 2, 5, 6, 3)),
  ])
    expect(left[0]).toContain('OnnxOp');
});
