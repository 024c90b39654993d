import fc from 'fast-check';
import { softmaxTable } from './softmax-table';

describe('softmaxTable', () => {
  it('begins at 2^k, k = 30 − ceil(log2 length)', () => {
    expect([1, 2, 3, 4, 5, 1000, 1024, 1025].map((length) => Math.log2(softmaxTable(0.1, length)[0]))).toEqual([
      30, 29, 28, 28, 27, 20, 20, 19,
    ]);
  });

  it('holds rounded exponentials', () => {
    const table = softmaxTable(0.25, 10);
    expect(table.length).toBe(256);
    expect(table[4]).toBe(Math.round(2 ** 26 / Math.E));
    expect(table[255]).toBe(Math.round(2 ** 26 * Math.exp(-63.75)));
    expect([...softmaxTable(1e30, 2)].slice(0, 3)).toEqual([2 ** 29, 0, 0]);
  });

  it('never lets a line overflow and never rises', () => {
    fc.assert(
      fc.property(
        fc.float({ min: Math.fround(1e-6), max: 10, noNaN: true }),
        fc.integer({ min: 1, max: 1e6 }),
        (scale, length) => {
          const table = softmaxTable(scale, length);
          expect(table[0] * length).toBeLessThanOrEqual(2 ** 30);
          table.forEach((e, d) => expect(d === 0 || e <= table[d - 1]).toBe(true));
        },
      ),
    );
  });
});
