import { float32, int64, int8, tensorType } from '@openbpu/tensor';
import { quantiseHere, run } from '../ops.fixture';
import { TopK } from './TopK';

describe('TopK', () => {
  it('gives values and places in order', () => {
    const x = float32([2, 3], [1, 5, 5, -2, -Infinity, 0]);
    expect(run(TopK, { k: 2 }, [x])).toEqual([float32([2, 2], [5, 5, 0, -2]), int64([2, 2], [1, 2, 2, 0])]);
    expect(run(TopK, { k: 1, axis: 0, largest: false }, [x])).toEqual([
      float32([1, 3], [-2, -Infinity, 0]),
      int64([1, 3], [1, 1, 1]),
    ]);
  });

  it('takes float32, and no more than there is', () => {
    expect(() => TopK.infer([tensorType('float32', [2])], TopK.parseAttrs({ k: 3 }))).toThrow(RangeError);
    expect(() => TopK.infer([tensorType('int8', [2])], TopK.parseAttrs({ k: 1 }))).toThrow(TypeError);
  });

  it('chooses the same of integers', () => {
    const { emitted } = quantiseHere(TopK, { k: 2 }, [{ q: int8([3], [-128, 127, 3]), scale: 0.5 }], {
      dtype: 'int8',
      scale: 0.5,
    });
    expect(emitted).toMatchObject([
      { op: 'HzTopKValues', attrs: { axis: -1, k: 2, largest: true } },
      { op: 'HzTopKPlaces', output: { dtype: 'int32' } },
    ]);
  });
});
