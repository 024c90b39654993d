import { apart } from './apart';
import type { Region } from './region';

const at = (
  offset: number,
  shape: readonly number[],
  strides: readonly number[],
  dtype: Region['dtype'] = 'int8',
): Region => ({ space: 'ddr', offset, dtype, shape, strides });
/** Rows of 32 bytes, of which some are taken. */
const channels = (from: number, count: number, rows = 4) => at(from, [rows, count], [32, 1]);

describe('apart', () => {
  it('is what spans do not meet', () => {
    expect(apart(at(0, [16], [1]), at(16, [16], [1]))).toBe(true);
    expect(apart(at(0, [17], [1]), at(16, [16], [1]))).toBe(false);
  });

  it('is two parts of the channels of one image, of any rows', () => {
    expect(apart(channels(0, 16), channels(16, 16))).toBe(true);
    expect(apart(channels(16, 16), channels(0, 16))).toBe(true);
    expect(apart(channels(0, 16), channels(32 + 16, 16, 2))).toBe(true);
    expect(apart(channels(0, 17), channels(16, 16))).toBe(false);
    expect(apart(channels(16, 16), channels(0, 17))).toBe(false);
    expect(apart(channels(0, 16), channels(32, 1, 2))).toBe(false);
  });

  it('counts bytes, not elements', () => {
    expect(apart(at(0, [4, 8], [16, 1], 'int16'), at(16, [4, 8], [16, 1], 'int16'))).toBe(true);
    expect(apart(at(0, [4, 9], [16, 1], 'int16'), at(16, [4, 8], [16, 1], 'int16'))).toBe(false);
  });

  it('takes rows of different pitch by what both are multiples of', () => {
    expect(apart(at(0, [2, 8], [32, 1]), at(8, [4, 8], [16, 1]))).toBe(true);
    expect(apart(at(0, [2, 8], [32, 1]), at(8, [4, 8], [24, 1]))).toBe(false);
  });

  it('is not sure of rows that reach into the next', () => {
    expect(apart(at(24, [4, 16], [32, 1]), at(16, [4, 8], [32, 1]))).toBe(false);
    expect(apart(at(16, [4, 8], [32, 1]), at(24, [4, 16], [32, 1]))).toBe(false);
    expect(apart(at(0, [40], [1]), channels(16, 16))).toBe(false);
  });

  it('knows single elements whose strides are not those of rows', () => {
    expect(apart(at(0, [4], [2]), at(1, [4], [2]))).toBe(true);
    expect(apart(at(0, [4], [2]), at(2, [4], [2]))).toBe(false);
    expect(apart(at(0, [1], [1]), at(0, [1], [1]))).toBe(false);
  });
});
