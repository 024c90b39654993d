import { FEATURES } from '../features.fixture';
import type { View } from '../region';
import { transferBytes } from './transfer-bytes';

describe('transferBytes', () => {
  it('is whole bursts for every run', () => {
    const view = (shape: readonly number[], strides: readonly number[]): View => ({ dtype: 'int8', shape, strides });
    expect(transferBytes(view([65], [1]), view([65], [1]), FEATURES)).toBe(128);
    expect(transferBytes(view([3, 10], [100, 1]), view([3, 10], [10, 1]), FEATURES)).toBe(192);
    expect(transferBytes(view([3, 10], [1, 3]), view([3, 10], [10, 1]), FEATURES)).toBe(30 * 64);
  });
});
