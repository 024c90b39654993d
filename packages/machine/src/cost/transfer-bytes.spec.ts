import { FEATURES } from '../features.fixture';
import { transferBytes } from './transfer-bytes';

describe('transferBytes', () => {
  it('is whole bursts for every run', () => {
    expect(transferBytes({ dtype: 'int8', shape: [65], strides: [1] }, FEATURES)).toBe(128);
    expect(transferBytes({ dtype: 'int8', shape: [3, 10], strides: [100, 1] }, FEATURES)).toBe(192);
  });
});
