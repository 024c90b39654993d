import { float32, int8, tensorType } from '@openbpu/tensor';
import { numbers, quantiseHere } from '../ops.fixture';
import { ReduceSum } from './ReduceSum';

describe('ReduceSum', () => {
  it('sums over axes, named from either end', () => {
    const x = float32([2, 3], [1, 2, 3, 4, 5, 9]);
    expect(numbers(ReduceSum, { axes: [1] }, [x])).toEqual([6, 18]);
    expect(numbers(ReduceSum, { axes: [-2], keepdims: false }, [x])).toEqual([5, 7, 12]);
    expect(numbers(ReduceSum, { axes: [0, 1], keepdims: false }, [x])).toEqual([24]);
    expect(numbers(ReduceSum, { axes: [0] }, [float32([0, 2], [])])).toEqual([0, 0]);
  });

  it('keeps the layout only of images', () => {
    const image = tensorType('float32', [1, 2, 3, 4], 'NCHW');
    expect(ReduceSum.infer([image], { axes: [1], keepdims: true })).toEqual([
      tensorType('float32', [1, 1, 3, 4], 'NCHW'),
    ]);
    expect(ReduceSum.infer([image], { axes: [1], keepdims: false })).toEqual([tensorType('float32', [1, 3, 4])]);
    expect(() => ReduceSum.infer([image], { axes: [4], keepdims: true })).toThrow(RangeError);
    expect(() => ReduceSum.infer([tensorType('int8', [2])], { axes: [0], keepdims: true })).toThrow(TypeError);
  });

  it('in integers, multiplies the sum by s_x / s_y', () => {
    const { result, emitted } = quantiseHere(
      ReduceSum,
      { axes: [1], keepdims: false },
      [{ q: int8([2, 4], [1, 2, 3, 5, -128, -128, -128, -128]), scale: 0.5 }],
      { dtype: 'int8', scale: 0.25 },
    );
    expect(emitted[0].op).toBe(ReduceSum.integer?.type);
    expect(emitted[0].inputs[1]).toEqual(float32([], [2]));
    expect([...result.data]).toEqual([22, -128]);
  });
});
