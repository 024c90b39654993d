import { float32, makeTensor, toNumbers } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';
import { folded } from './fold.fixture';

const weights = makeTensor('int8', [2, 2], Int8Array.of(1, 2, -3, 4));

it('makes weights of integers, with one scale or one for each place along an axis', async () => {
  expect(toNumbers(await folded('DequantizeLinear', [weights, float32([], [0.5])]))).toEqual([0.5, 1, -1.5, 2]);
  expect(
    toNumbers(await folded('DequantizeLinear', [weights, float32([], [0.5]), makeTensor('int8', [], Int8Array.of(1))])),
  ).toEqual([0, 0.5, -2, 1.5]);
  expect(toNumbers(await folded('DequantizeLinear', [weights, float32([2], [1, 0.5])], { axis: 0 }))).toEqual([
    1, 2, -1.5, 2,
  ]);
  expect(toNumbers(await folded('DequantizeLinear', [weights, float32([2], [1, 0.5])]))).toEqual([1, 1, -3, 2]);
});

it('leaves blocks to the ONNX operator and refuses scales that do not fit', async () => {
  const draft = (scales: number[], attributes: Record<string, number>) => ({
    nodes: [node('DequantizeLinear', ['w', 's'], ['y'], attributes, 'd')],
    inputs: { x: floats(1) },
    constants: { w: weights, s: float32([scales.length], scales) },
    opset: 21,
  });
  expect((await nodesOf(draft([1, 2], { block_size: 1 })))[0]).toContain('OnnxOp(w, s)');
  expect((await refused(draft([1, 2, 3], {})))[0].message).toBe(
    'node "d" (DequantizeLinear): 3 scales do not fit the 2 elements of axis 1',
  );
});

it('quantises, halves to even, saturated, by one scale or by channels', async () => {
  const x = float32([2, 2], [0.5, 1.5, -300, 300]);
  const one = float32([], [1]);
  expect(toNumbers(await folded('QuantizeLinear', [x, one]))).toEqual([0, 2, 0, 255]);
  const int8 = makeTensor('int8', [], Int8Array.of(1));
  expect(toNumbers(await folded('QuantizeLinear', [x, one, int8]))).toEqual([1, 3, -128, 127]);
  expect(
    toNumbers(await folded('QuantizeLinear', [x, float32([2], [0.5, 3])], { axis: 0, output_dtype: 5 }, 21)),
  ).toEqual([1, 3, -100, 100]);
});
