import { overlap } from './overlap';
import type { Region } from './region';

const at = (
  offset: number,
  shape: readonly number[],
  strides: readonly number[],
  space: Region['space'] = 'sram',
): Region => ({ space, offset, dtype: 'int16', shape, strides });

describe('overlap', () => {
  it('compares the bytes that regions span', () => {
    expect(overlap(at(0, [4], [1]), at(8, [4], [1]))).toBe(false);
    expect(overlap(at(0, [4], [1]), at(6, [4], [1]))).toBe(true);
    expect(overlap(at(0, [2, 1], [10, 1]), at(20, [1], [1]))).toBe(true);
    expect(overlap(at(0, [2, 1], [10, 1]), at(22, [1], [1]))).toBe(false);
    expect(overlap(at(0, [4], [1]), at(0, [4], [1], 'ddr'))).toBe(false);
  });
});
