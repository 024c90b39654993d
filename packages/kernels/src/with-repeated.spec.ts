import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { withRepeated } from './with-repeated';

const kernels = loadKernels();

describe('withRepeated', () => {
  it('writes a short operand out in whole vectors, and frees them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 511 }), (period) => {
        kernels.reset();
        const data = Int8Array.from({ length: period }, (_, i) => i);
        const offset = kernels.put(data);
        const mark = kernels.mark();
        withRepeated(kernels, offset, period, 100_000, (at, run) => {
          expect([run % 16, run % period, run >= 256]).toEqual([0, 0, true]);
          expect(kernels.i8(at, run).every((value, i) => value === data[i % period])).toBe(true);
        });
        expect(kernels.mark()).toBe(mark);
      }),
    );
  });

  it.each([
    [600, 10_000],
    [8, 8],
    [20, 8],
  ])('passes period %p of length %p on as it is', (period, length) => {
    const seen: number[] = [];
    withRepeated(kernels, 64, period, length, (...args) => seen.push(...args));
    expect(seen).toEqual([64, period]);
  });

  it.each([0, -1, 1.5, NaN])('refuses period %p', (period) => {
    expect(() => withRepeated(kernels, 64, period, 100, () => undefined)).toThrow(RangeError);
  });
});
