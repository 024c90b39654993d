import { float32, int8, makeTensor } from '@openbpu/tensor';
import { biasFromZero, biasToZero } from './zero-bias';

it('moves the output by zero steps of its scale', () => {
  const bias = float32([2], [1, -1]);
  expect(
    biasToZero(bias, { scale: Float32Array.of(0.5, 0.25), axis: 1, zero: Int8Array.of(-128, -4) }, 2)?.data,
  ).toEqual(Float32Array.of(-63, -2));
  expect(biasToZero(undefined, { scale: Float32Array.of(0.5), zero: Int8Array.of(-128) }, 3)?.data).toEqual(
    Float32Array.of(-64, -64, -64),
  );
  expect(biasToZero(bias, { scale: Float32Array.of(1), zero: Int8Array.of(0) }, 2)).toBe(bias);
  expect(biasToZero(undefined, { scale: Float32Array.of(1) }, 2)).toBeUndefined();
});

it('takes off what the zero of the input adds to every sum', () => {
  const bias = makeTensor('int32', [2], Int32Array.of(10, 0));
  expect(biasFromZero(bias, -128, int8([2, 1, 1, 3], [1, 2, 3, -127, -127, -127])).data).toEqual(
    Int32Array.of(10 + 128 * 6, -128 * 381),
  );
  expect(biasFromZero(bias, 0, int8([2, 1], [1, 1]))).toBe(bias);
});
