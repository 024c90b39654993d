import type { View } from './region';
import { mergedDims } from './merged-dims';

const view = (shape: readonly number[], strides: readonly number[]): View => ({ dtype: 'int8', shape, strides });

describe('mergedDims', () => {
  it('leaves out what has one element and joins what lies on end in every view', () => {
    expect(mergedDims([view([2, 1, 3, 4], [12, 99, 4, 1])])).toEqual([{ size: 24, strides: [1] }]);
    expect(mergedDims([view([2, 3, 4], [12, 4, 1]), view([2, 3, 4], [24, 4, 1])])).toEqual([
      { size: 2, strides: [12, 24] },
      { size: 12, strides: [1, 1] },
    ]);
    expect(mergedDims([view([2, 3, 4], [12, 4, 1]), view([2, 3, 4], [0, 0, 1])])).toEqual([
      { size: 6, strides: [4, 0] },
      { size: 4, strides: [1, 1] },
    ]);
    expect(mergedDims([view([1, 1], [5, 5])])).toEqual([]);
  });
});
