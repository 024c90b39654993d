import { float32, int8, tensorType } from '@openbpu/tensor';
import { numbers, quantiseHere } from '../ops.fixture';
import { ReduceMean } from './ReduceMean';

describe('ReduceMean', () => {
  it('averages over axes, named from either end', () => {
    const x = float32([2, 3], [1, 2, 3, 4, 5, 9]);
    expect(numbers(ReduceMean, { axes: [1] }, [x])).toEqual([2, 6]);
    expect(numbers(ReduceMean, { axes: [-2], keepdims: false }, [x])).toEqual([2.5, 3.5, 6]);
    expect(numbers(ReduceMean, { axes: [0, 1], keepdims: false }, [x])).toEqual([4]);
  });

  it('keeps the layout only of images', () => {
    const image = tensorType('float32', [1, 2, 3, 4], 'NCHW');
    expect(ReduceMean.infer([image], { axes: [2, 3], keepdims: true })).toEqual([
      tensorType('float32', [1, 2, 1, 1], 'NCHW'),
    ]);
    expect(ReduceMean.infer([image], { axes: [2, 3], keepdims: false })).toEqual([
      tensorType('float32', [1, 2], 'none'),
    ]);
    expect(() => ReduceMean.infer([image], { axes: [4], keepdims: true })).toThrow(RangeError);
    expect(() => ReduceMean.infer([tensorType('int8', [2])], { axes: [0], keepdims: true })).toThrow(TypeError);
  });

  it('in integers, multiplies the sum by s_x / (s_y·count)', () => {
    const { result, emitted } = quantiseHere(
      ReduceMean,
      { axes: [1], keepdims: false },
      [{ q: int8([2, 4], [1, 2, 3, 4, -128, -128, -128, -128]), scale: 1 }],
      { dtype: 'int8', scale: 1 },
    );
    expect(emitted[0].op).toBe(ReduceMean.integer?.type);
    expect(emitted[0].inputs[1]).toEqual(float32([], [0.25]));
    expect([...result.data]).toEqual([2, -128]);
    expect(result.shape).toEqual([2]);
  });
});
