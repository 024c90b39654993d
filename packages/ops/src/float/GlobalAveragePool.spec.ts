import { float32, int8, makeTensor, tensorType } from '@openbpu/tensor';
import { numbers, quantiseHere } from '../ops.fixture';
import { GlobalAveragePool } from './GlobalAveragePool';

describe('GlobalAveragePool', () => {
  it('is the mean of each plane', () => {
    expect(numbers(GlobalAveragePool, {}, [float32([2, 1, 2, 2], [1, 2, 3, 4, -1, -1, 1, 0])])).toEqual([2.5, -0.25]);
    expect(GlobalAveragePool.infer([tensorType('float32', [1, 9, 7, 5], 'NCHW')], {})).toEqual([
      tensorType('float32', [1, 9, 1, 1], 'NCHW'),
    ]);
  });

  it('refuses what is no float image', () => {
    expect(() => GlobalAveragePool.infer([tensorType('float32', [1, 9, 7])], {})).toThrow(/4 dimensions/);
    expect(() => GlobalAveragePool.infer([tensorType('int8', [1, 9, 7, 7])], {})).toThrow(/float32, not int8/);
  });

  it('in integers, multiplies the sum by s_x / (s_y·h·w)', () => {
    const { result, emitted } = quantiseHere(
      GlobalAveragePool,
      {},
      [{ q: int8([1, 2, 1, 3], [127, 127, 126, -128, -128, -128]), scale: 0.5 }],
      { dtype: 'int8', scale: 0.25 },
    );
    expect(emitted[0].op).toBe(GlobalAveragePool.integer?.type);
    expect(emitted[0].inputs[1]).toEqual(float32([], [2 / 3]));
    expect([...result.data]).toEqual([127, -128]);
  });

  it('takes int16', () => {
    const q = makeTensor('int16', [1, 1, 1, 2], Int16Array.of(30000, 31001));
    expect([
      ...quantiseHere(GlobalAveragePool, {}, [{ q, scale: 1 }], { dtype: 'int16', scale: 1 }).result.data,
    ]).toEqual([30500]);
  });
});
