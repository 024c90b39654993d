import { FEATURES } from '../features.fixture';
import type { View } from '../region';
import { runsOf, transferBytes } from './runs-of';

const view = (shape: readonly number[], strides: readonly number[], dtype: View['dtype'] = 'int8'): View => ({
  dtype,
  shape,
  strides,
});

describe('runsOf', () => {
  it('joins what lies side by side, in whatever order it is walked', () => {
    expect(runsOf(view([2, 3, 4], [12, 4, 1]))).toEqual({ count: 1, bytes: 24 });
    expect(runsOf(view([2, 3, 4], [1, 8, 2], 'int16'))).toEqual({ count: 1, bytes: 48 });
    expect(runsOf(view([5, 4], [10, 1]))).toEqual({ count: 5, bytes: 4 });
    expect(runsOf(view([5, 4], [40, 2]))).toEqual({ count: 20, bytes: 1 });
    expect(runsOf(view([], [], 'int32'))).toEqual({ count: 1, bytes: 4 });
  });

  it('has in common what lies side by side in every view', () => {
    expect(runsOf(view([2, 3, 4], [12, 4, 1]), view([2, 3, 4], [24, 8, 1]))).toEqual({ count: 6, bytes: 4 });
    expect(runsOf(view([3, 4], [4, 1]), view([3, 4], [1, 3]))).toEqual({ count: 12, bytes: 1 });
    expect(runsOf(view([3, 4], [1, 3]), view([3, 4], [1, 3]))).toEqual({ count: 1, bytes: 12 });
  });

  it('counts what repeats once', () => {
    expect(runsOf(view([7, 4], [0, 1]))).toEqual({ count: 1, bytes: 4 });
  });
});

describe('transferBytes', () => {
  it('is whole bursts for every run', () => {
    expect(transferBytes(view([65], [1]), view([65], [1]), FEATURES)).toBe(128);
    expect(transferBytes(view([3, 10], [100, 1]), view([3, 10], [10, 1]), FEATURES)).toBe(192);
    expect(transferBytes(view([3, 10], [1, 3]), view([3, 10], [10, 1]), FEATURES)).toBe(30 * 64);
  });
});
