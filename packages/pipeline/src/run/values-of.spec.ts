import { float32, makeTensor } from '@openbpu/tensor';
import { countNaN, valuesOf } from './values-of';

it('gives numbers of every element type', () => {
  expect(Array.from(valuesOf(makeTensor('float16', [3], Uint16Array.of(0x3c00, 0xc000, 0x7e00))))).toEqual([
    1,
    -2,
    NaN,
  ]);
  expect(Array.from(valuesOf(makeTensor('int64', [2], BigInt64Array.of(-7n, 281n))))).toEqual([-7, 281]);
  expect(Array.from(valuesOf(makeTensor('uint64', [1], BigUint64Array.of(2n ** 64n - 1n))))).toEqual([2 ** 64]);
  expect(Array.from(valuesOf(makeTensor('int8', [2], Int8Array.of(-128, 127))))).toEqual([-128, 127]);
});

it('counts NaN, and no infinity', () => {
  expect(countNaN(float32([5], Float32Array.of(NaN, 0, Infinity, -Infinity, NaN)))).toBe(2);
  expect(countNaN(makeTensor('float16', [3], Uint16Array.of(0x7e00, 0x7c00, 0xfe00)))).toBe(2);
  expect(countNaN(float32([0], new Float32Array()))).toBe(0);
});

it('finds no NaN among integers', () => {
  expect(countNaN(makeTensor('int64', [2], BigInt64Array.of(1n, -1n)))).toBe(0);
  expect(countNaN(makeTensor('uint16', [1], Uint16Array.of(0x7e00)))).toBe(0);
});
