import { countMismatches, expectDType, float32, int64, int8, makeTensor, sameTensor, toNumbers } from './tensor';

it('refuses elements that do not fill the shape', () => {
  expect(() => makeTensor('int8', [2, 2], new Int8Array(3))).toThrow(
    '3 elements do not fill a int8 tensor of shape 2x2',
  );
  expect(makeTensor('int8', [0, 4]).data.length).toBe(0);
  expect(makeTensor('float32', []).data.length).toBe(1);
});

it('counts elements whose bits differ', () => {
  expect(countMismatches(float32([3], [0, NaN, 1]), float32([3], [-0, NaN, 1]))).toBe(1);
  expect(sameTensor(int8([2], [1, 2]), int8([1, 2], [1, 2]))).toBe(false);
  expect(() => countMismatches(int8([2], [1, 2]), float32([2], [1, 2]))).toThrow(/cannot compare/);
});

it('narrows by dtype or says what it got', () => {
  expect(expectDType(int8([1], [5]), 'int8').data[0]).toBe(5);
  expect(() => expectDType(int8([1], [5]), 'float32')).toThrow('expected a float32 tensor, got int8');
});

it('gives 64-bit integers as numbers', () => expect(toNumbers(int64([2], [-1, 9]))).toEqual([-1, 9]));
