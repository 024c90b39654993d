import { inMemoryOrder } from './in-memory-order';
import type { View } from './region';

describe('inMemoryOrder', () => {
  it('puts the dimension that is furthest apart in the last view outermost, in all of them', () => {
    const views: View[] = [
      { dtype: 'int8', shape: [2, 3, 4], strides: [1, 2, 6] },
      { dtype: 'int8', shape: [2, 3, 4], strides: [4, 100, 1] },
    ];
    expect(inMemoryOrder(views)).toEqual([
      { dtype: 'int8', shape: [3, 2, 4], strides: [2, 1, 6] },
      { dtype: 'int8', shape: [3, 2, 4], strides: [100, 4, 1] },
    ]);
  });
});
