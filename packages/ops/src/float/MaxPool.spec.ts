import { float32, int8, tensorType } from '@openbpu/tensor';
import { integerNoise, numbers, quantiseHere, run } from '../ops.fixture';
import { MaxPool } from './MaxPool';

const raw = { kernel: [2, 2], strides: [2, 2] };

describe('MaxPool', () => {
  it('takes the largest and never a pad', () => {
    const x = float32([1, 1, 2, 4], [-1, -2, -3, -4, -5, -6, -7, -8]);
    expect(numbers(MaxPool, raw, [x])).toEqual([-1, -3]);
    expect(numbers(MaxPool, { ...raw, pads: [1, 1, 1, 1] }, [x])).toEqual([-1, -2, -4, -5, -6, -8]);
  });

  it('gives −∞ where there is nothing and passes NaN on', () => {
    const x = float32([1, 1, 1, 2], [NaN, 1]);
    expect(numbers(MaxPool, { kernel: [1, 1], pads: [0, 1, 0, 0] }, [x])).toEqual([-Infinity, NaN, 1]);
  });

  it('infers and refuses', () => {
    expect(MaxPool.infer([tensorType('float32', [1, 8, 7, 7], 'NCHW')], MaxPool.parseAttrs(raw))).toEqual([
      tensorType('float32', [1, 8, 3, 3], 'NCHW'),
    ]);
    expect(() => MaxPool.infer([tensorType('int8', [1, 8, 7, 7])], MaxPool.parseAttrs(raw))).toThrow(
      /float32, not int8/,
    );
    expect(() => MaxPool.infer([tensorType('float32', [1, 8, 1, 7])], MaxPool.parseAttrs(raw))).toThrow(/does not fit/);
  });

  it('chooses the same element in integers', () => {
    const q = integerNoise([2, 3, 5, 5], 3);
    const { result, emitted } = quantiseHere(MaxPool, { ...raw, pads: [1, 0, 0, 1] }, [{ q, scale: 0.5 }], {
      dtype: 'int8',
      scale: 0.5,
    });
    expect(emitted.map(({ op }) => op)).toEqual([MaxPool.integer?.type]);
    const real = run(MaxPool, { ...raw, pads: [1, 0, 0, 1] }, [float32(q.shape, q.data)])[0];
    expect([...result.data]).toEqual([...real.data]);
    expect(MaxPool.integer?.sharesScale?.(MaxPool.parseAttrs({ kernel: [2, 2] }))).toBe(true);
  });

  it('comes to the scale of its output first where they differ', () => {
    const { result, emitted } = quantiseHere(MaxPool, raw, [{ q: int8([1, 1, 2, 2], [1, 2, 3, 100]), scale: 1 }], {
      dtype: 'int8',
      scale: 2,
    });
    expect(emitted.map(({ op }) => op)).toEqual(['HzRequantize', 'HzQuantizedMaxPool']);
    expect([...result.data]).toEqual([50]);
  });
});
