import { float32, tensorType } from '@openbpu/tensor';
import { integerNoise, numbers, quantiseHere } from '../ops.fixture';
import { GlobalMaxPool } from './GlobalMaxPool';

describe('GlobalMaxPool', () => {
  it('is the largest of each plane', () => {
    expect(numbers(GlobalMaxPool, {}, [float32([1, 2, 1, 3], [-3, -1, -2, 5, Infinity, 0])])).toEqual([-1, Infinity]);
    expect(GlobalMaxPool.infer([tensorType('float32', [1, 9, 7, 5], 'NCHW')], {})).toEqual([
      tensorType('float32', [1, 9, 1, 1], 'NCHW'),
    ]);
    expect(() => GlobalMaxPool.infer([tensorType('int8', [1, 9, 7, 5])], {})).toThrow(/float32, not int8/);
  });

  it('in integers, is a max pool as large as the plane', () => {
    const q = integerNoise([2, 3, 4, 5], 11);
    const { result, emitted } = quantiseHere(GlobalMaxPool, {}, [{ q, scale: 1 }], { dtype: 'int8', scale: 1 });
    expect([emitted[0].op, emitted[0].attrs.kernel]).toEqual(['HzQuantizedMaxPool', [4, 5]]);
    const planes = Array.from({ length: 6 }, (_, i) => Math.max(...q.data.subarray(i * 20, i * 20 + 20)));
    expect([...result.data]).toEqual(planes);
  });
});
