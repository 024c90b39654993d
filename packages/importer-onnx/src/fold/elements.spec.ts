import { float32, int64, makeTensor } from '@openbpu/tensor';
import { elementsOf, integerTensor, integersOf, pick } from './elements';

it('reads integers exactly and floats as numbers', () => {
  expect(elementsOf(makeTensor('int64', [1], BigInt64Array.of(2n ** 62n)))).toEqual([2n ** 62n]);
  expect(elementsOf(float32([2], [0.5, NaN]))).toEqual([0.5, NaN]);
  expect(elementsOf(makeTensor('float16', [1], Uint16Array.of(0x3c00)))).toEqual([1]);
  expect(integersOf(float32([1], [1]))).toBeUndefined();
  expect(integersOf(undefined)).toBeUndefined();
});

it('writes integers wrapped to their type', () => {
  expect(integerTensor('int8', [2], [200n, -129n]).data).toEqual(Int8Array.of(-56, 127));
  expect(integerTensor('uint32', [1], [2n ** 32n - 1n]).data).toEqual(Uint32Array.of(4294967295));
  expect(integerTensor('bool', [2], [5n, 0n]).data).toEqual(Uint8Array.of(1, 0));
});

it('picks elements of any type', () => {
  expect(pick(int64([3], [1, 2, 3]), [2], [2, 0]).data).toEqual(BigInt64Array.of(3n, 1n));
});
