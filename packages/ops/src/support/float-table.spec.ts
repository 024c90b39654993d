import { floatTable } from './float-table';

describe('floatTable', () => {
  it('keeps the entry of q at q modulo 256', () => {
    const table = floatTable((x) => x, 0.5);
    expect(table).toHaveLength(256);
    expect([table[0], table[127], table[128], table[255]]).toEqual([0, 63.5, -64, -0.5]);
  });

  it('dequantises to float32 first, evaluates in double and rounds once', () => {
    const scale = Math.fround(0.1);
    const seen: number[] = [];
    const table = floatTable((x) => {
      seen.push(x);
      return x / 3;
    }, scale);
    expect(seen.every((x) => Math.fround(x) === x)).toBe(true);
    expect(table[3]).toBe(Math.fround(Math.fround(3 * scale) / 3));
  });

  it('keeps NaN and infinities', () => {
    const log = floatTable(Math.log, 1);
    expect([log[0], log[255], log[1]]).toEqual([-Infinity, NaN, 0]);
  });
});
