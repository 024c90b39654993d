import { float32 } from '@openbpu/tensor';
import { floats, node, nodesOf } from '../model.fixture';

const inputs = { x: floats(1, 2, 3, 3) };
const prelu = (shape: number[], values: number[]) =>
  nodesOf({ nodes: [node('PRelu', ['x', 's'], ['y'], {}, 'p')], inputs, constants: { s: float32(shape, values) } });

it('makes the slope a vector', async () => {
  expect(await prelu([2, 1, 1], [1, 2])).toEqual(['p: y: float32[1x2x3x3] NCHW = PRelu(x, p_slope)']);
  expect(await prelu([1, 2, 1, 1], [1, 2])).toEqual(['p: y: float32[1x2x3x3] NCHW = PRelu(x, p_slope)']);
  expect(await prelu([1], [1])).toEqual(['p: y: float32[1x2x3x3] NCHW = PRelu(x, s)']);
  expect(await prelu([1, 1, 1], [1])).toEqual(['p: y: float32[1x2x3x3] NCHW = PRelu(x, p_slope)']);
});

it('leaves a slope that varies over the plane to the ONNX operator', async () => {
  expect((await prelu([3], [1, 2, 3]))[0]).toContain('opType: "PRelu"');
});
