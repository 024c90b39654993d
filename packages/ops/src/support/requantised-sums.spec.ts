import { float32, int16, int8, tensorType } from '@openbpu/tensor';
import { inferRequantisedSums, requantisedSums } from './requantised-sums';

const scalar = tensorType('float32', []);
const rows = { axes: [1], keepdims: false };

describe('requantised sums', () => {
  it('round half to even and saturate', () => {
    const x = int8([4, 2], [1, 2, 2, 3, 127, 127, -128, -128]);
    expect([...requantisedSums(x, float32([], [0.5]), rows).data]).toEqual([2, 2, 127, -128]);
    expect([...requantisedSums(x, float32([], [1]), rows).data]).toEqual([3, 5, 127, -128]);
  });

  it('go from either type to either', () => {
    const x = int16([1, 2], [32767, 32767]);
    const wide = { ...rows, dtype: 'int16' } as const;
    expect(requantisedSums(x, float32([], [0.5]), wide)).toEqual(int16([1], [32767]));
    expect(requantisedSums(x, float32([], [2 ** -10]), rows)).toEqual(int8([1], [64]));
    expect(requantisedSums(int8([1, 2], [-128, -128]), float32([], [256]), wide)).toEqual(int16([1], [-32768]));
    expect(requantisedSums(int8([1, 2], [-127, -128]), float32([], [100]), wide)).toEqual(int16([1], [-25500]));
  });

  it('are exact beyond 32 bits', () => {
    const x = int16([1, 70000], new Array<number>(70000).fill(-32768));
    expect(requantisedSums(x, float32([], [1 / 70000]), { ...rows, dtype: 'int16' })).toEqual(int16([1], [-32768]));
  });

  it('refuse what could overflow and what is not quantised', () => {
    expect(inferRequantisedSums(tensorType('int8', [1, 2 ** 24 - 1]), scalar, rows, 'Op').shape).toEqual([1]);
    expect(() => inferRequantisedSums(tensorType('int8', [1, 2 ** 24]), scalar, rows, 'Op')).toThrow(/overflow/);
    expect(inferRequantisedSums(tensorType('int16', [1, 2 ** 24]), scalar, rows, 'Op').dtype).toBe('int8');
    expect(() => inferRequantisedSums(tensorType('float32', [1, 2]), scalar, rows, 'Op')).toThrow(
      'Op takes int8 or int16, not float32',
    );
    expect(() => inferRequantisedSums(tensorType('int8', [1, 2]), tensorType('float32', [1]), rows, 'Op')).toThrow(
      /scalar/,
    );
    expect(() => inferRequantisedSums(undefined, scalar, rows, 'Op')).toThrow(TypeError);
  });
});
