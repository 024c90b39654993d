import { float32, int8, tensorType } from '@openbpu/tensor';
import { numbers, quantiseHere } from '../ops.fixture';
import { ReduceMax } from './ReduceMax';

describe('ReduceMax', () => {
  it('takes the largest over axes, named from either end', () => {
    const x = float32([2, 3], [1, -2, 3, -4, -5, -9]);
    expect(numbers(ReduceMax, { axes: [1] }, [x])).toEqual([3, -4]);
    expect(numbers(ReduceMax, { axes: [-2], keepdims: false }, [x])).toEqual([1, -2, 3]);
    expect(numbers(ReduceMax, { axes: [0, 1], keepdims: false }, [int8([2, 2], [-128, -127, -3, -7])])).toEqual([-3]);
  });

  it('gives NaN where there is one, and infinities', () => {
    const x = float32([3, 2], [NaN, 1, -Infinity, -Infinity, Infinity, 3]);
    expect(numbers(ReduceMax, { axes: [1] }, [x])).toEqual([NaN, -Infinity, Infinity]);
    expect(numbers(ReduceMax, { axes: [0] }, [x])).toEqual([NaN, 3]);
  });

  it('has no result over nothing', () => {
    expect(() => ReduceMax.infer([tensorType('float32', [2, 0])], { axes: [1], keepdims: true })).toThrow(/nothing/);
    expect(ReduceMax.infer([tensorType('float32', [0, 2])], { axes: [1], keepdims: true })[0].shape).toEqual([0, 1]);
    expect(() => ReduceMax.infer([tensorType('bool', [2])], { axes: [0], keepdims: true })).toThrow(TypeError);
  });

  it('is the same of integers', () => {
    const { result, emitted } = quantiseHere(
      ReduceMax,
      { axes: [1] },
      [{ q: int8([2, 2], [-128, 4, -3, -7]), scale: 0.5 }],
      { dtype: 'int8', scale: 0.5 },
    );
    expect([...result.data]).toEqual([4, -3]);
    expect(emitted).toHaveLength(1);
  });
});
