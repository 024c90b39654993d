import { float32 } from '@openbpu/tensor';
import { floats, node, nodesOf } from '../model.fixture';

const inputs = { x: floats(4) };

it('takes its bounds from attributes before opset 11', async () => {
  expect(await nodesOf({ nodes: [node('Clip', ['x'], ['y'], { max: { float: 6 } }, 'c')], inputs, opset: 9 })).toEqual([
    'c: y: float32[4] = Clip(x) {min: -Infinity, max: 6}',
  ]);
});

it('takes its bounds from constant inputs since, either of them left out', async () => {
  const constants = { low: float32([], [-1]), high: float32([], [1]) };
  expect(await nodesOf({ nodes: [node('Clip', ['x', 'low', 'high'], ['y'], {}, 'c')], inputs, constants })).toEqual([
    'c: y: float32[4] = Clip(x) {min: -1, max: 1}',
  ]);
  expect(await nodesOf({ nodes: [node('Clip', ['x', '', 'high'], ['y'], {}, 'c')], inputs, constants })).toEqual([
    'c: y: float32[4] = Clip(x) {min: -Infinity, max: 1}',
  ]);
  expect(await nodesOf({ nodes: [node('Clip', ['x'], ['y'], {}, 'c')], inputs })).toEqual([
    'c: y: float32[4] = Clip(x) {min: -Infinity, max: Infinity}',
  ]);
});

it('leaves computed bounds to the ONNX operator', async () => {
  const [line] = await nodesOf({
    nodes: [node('Clip', ['x', 'low'], ['y'], {}, 'c')],
    inputs: { ...inputs, low: floats() },
  });
  expect(line).toContain('c: y: float32[4] = OnnxOp(x, low) {domain: "", opType: "Clip"');
});
