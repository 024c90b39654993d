import { float32, int8, makeTensor, tensorType } from '@openbpu/tensor';
import { inferRequantisedSums, requantisedSums } from './requantised-sums';

const scalar = tensorType('float32', []);
const rows = { axes: [1], keepdims: false };

describe('requantised sums', () => {
  it('round half to even and saturate', () => {
    const x = int8([4, 2], [1, 2, 2, 3, 127, 127, -128, -128]);
    expect([...requantisedSums(x, float32([], [0.5]), rows).data]).toEqual([2, 2, 127, -128]);
    expect([...requantisedSums(x, float32([], [1]), rows).data]).toEqual([3, 5, 127, -128]);
  });

  it('stay int16 for int16', () => {
    const x = makeTensor('int16', [1, 2], Int16Array.of(32767, 32767));
    const y = requantisedSums(x, float32([], [0.5]), rows);
    expect([y.dtype, ...y.data]).toEqual(['int16', 32767]);
  });

  it('refuse what could overflow and what is not quantised', () => {
    expect(inferRequantisedSums(tensorType('int8', [1, 2 ** 24 - 1]), scalar, rows, 'Op').shape).toEqual([1]);
    expect(() => inferRequantisedSums(tensorType('int8', [1, 2 ** 24]), scalar, rows, 'Op')).toThrow(/overflow/);
    expect(() => inferRequantisedSums(tensorType('int16', [1, 2 ** 16]), scalar, rows, 'Op')).toThrow(/overflow/);
    expect(() => inferRequantisedSums(tensorType('float32', [1, 2]), scalar, rows, 'Op')).toThrow(
      'Op takes int8 or int16, not float32',
    );
    expect(() => inferRequantisedSums(tensorType('int8', [1, 2]), tensorType('float32', [1]), rows, 'Op')).toThrow(
      /scalar/,
    );
    expect(() => inferRequantisedSums(undefined, scalar, rows, 'Op')).toThrow(TypeError);
  });
});
