import { float32, makeTensor, toNumbers } from '@openbpu/tensor';
import { floats, node, refused } from '../model.fixture';
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

it('makes weights of integers whose blocks along an axis have a scale each', async () => {
  const wide = makeTensor(
    'int8',
    [2, 3, 2],
    Int8Array.from({ length: 12 }, (_, i) => i + 1),
  );
  const scales = float32([2, 2, 2], [1, 2, 10, 20, 100, 200, 1000, 2000]);
  const blocks = { axis: 1, block_size: 2 };
  expect(toNumbers(await folded('DequantizeLinear', [wide, scales], blocks, 21))).toEqual([
    1, 4, 3, 8, 50, 120, 700, 1600, 900, 2000, 11000, 24000,
  ]);
  const zeros = makeTensor('int8', [2, 2, 2], Int8Array.of(1, 0, 0, 0, 0, 0, 0, 2));
  const shifted = toNumbers(await folded('DequantizeLinear', [wide, scales, zeros], { axis: -2, block_size: 2 }, 21));
  expect([shifted[0], shifted[1], shifted[2], shifted[11]]).toEqual([0, 4, 2, 20000]);
  const x = float32([1, 4], [1, 2, 30, 45]);
  const halves = float32([1, 2], [1, 10]);
  expect(
    toNumbers(await folded('QuantizeLinear', [x, halves], { axis: 1, block_size: 2, output_dtype: 3 }, 21)),
  ).toEqual([1, 2, 3, 4]);
});

it('refuses scales that do not fit', async () => {
  const said = async (scales: ReturnType<typeof float32>, attributes: Record<string, number>, zero?: number[]) => {
    const draft = {
      nodes: [node('DequantizeLinear', ['w', 's', ...(zero ? ['z'] : [])], ['y'], attributes, 'd')],
      inputs: { x: floats(1) },
      constants: {
        w: weights,
        s: scales,
        z: makeTensor('int8', zero ?? [], new Int8Array(zero ? zero[0] * zero[1] : 1)),
      },
      opset: 21,
    };
    return (await refused(draft))[0].message;
  };
  expect(await said(float32([3], [1, 2, 3]), {})).toBe(
    'node "d" (DequantizeLinear): 3 scales do not fit the 2 elements of axis 1',
  );
  expect(await said(float32([2], [1, 2]), { block_size: 1 })).toBe(
    'node "d" (DequantizeLinear): scales of 2 are not the 2x2 of blocks of 1 on axis 1',
  );
  expect(await said(float32([2, 1], [1, 2]), { block_size: 2 }, [1, 1])).toBe(
    'node "d" (DequantizeLinear): zero points of 1x1 are not the 2x1 of blocks of 2 on axis 1',
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
