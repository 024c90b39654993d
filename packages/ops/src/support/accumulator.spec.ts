import fc from 'fast-check';
import { MAX_SUMMED, accumulatorBounds, accumulatorFits, provenTail } from './accumulator';

it('proves the tail of an int16 input where no weights can make it overflow', () => {
  expect([1, 258, 259].map((products) => provenTail(products, 'int16'))).toEqual([true, true, false]);
  expect(258 * 127 * 32768 + 2 ** 30).toBeLessThan(2 ** 31);
  expect(259 * 127 * 32768 + 2 ** 30).toBeGreaterThan(2 ** 31);
  expect([provenTail(1e6), provenTail(1e6, 'int8')]).toEqual([true, true]);
});

describe('accumulatorFits', () => {
  it('adds 128 for every unit of weight, and the bias', () => {
    expect([...accumulatorBounds(Int8Array.of(1, -2, 127, -128), Int32Array.of(-7, 9))]).toEqual([
      128 * 3 + 7,
      128 * 255 + 9,
    ]);
  });

  it('holds up to 2³¹ − 1 and not at 2³¹', () => {
    expect(accumulatorFits(Int8Array.of(1), Int32Array.of(2 ** 31 - 1 - 128))).toBe(true);
    expect(accumulatorFits(Int8Array.of(1), Int32Array.of(2 ** 31 - 128))).toBe(false);
    expect(accumulatorFits(Int8Array.of(1), Int32Array.of(-(2 ** 31) + 128))).toBe(false);
    expect(accumulatorFits(new Int8Array(0), Int32Array.of(-(2 ** 31)))).toBe(false);
  });

  it('looks at every channel and at wide weights', () => {
    expect(accumulatorFits(Int8Array.of(0, 0, 0, 1), Int32Array.of(0, 0, 0, 2 ** 31 - 1))).toBe(false);
    expect([...accumulatorBounds(Int16Array.of(-8192), Int32Array.of(0))]).toEqual([128 * 8192]);
  });

  it('bounds what any activation reaches', () => {
    const byte = fc.integer({ min: -128, max: 127 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(byte, byte), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: -1e6, max: 1e6 }),
        (pairs, bias) => {
          const acc = pairs.reduce((sum, [x, w]) => sum + x * w, bias);
          expect(
            accumulatorBounds(
              Int8Array.from(pairs, ([, w]) => w),
              Int32Array.of(bias),
            )[0],
          ).toBeGreaterThanOrEqual(Math.abs(acc));
        },
      ),
    );
  });

  it('takes no channels, and refuses weights that do not divide', () => {
    expect(accumulatorFits(new Int8Array(0), new Int32Array(0))).toBe(true);
    expect(() => accumulatorFits(Int8Array.of(1, 2, 3), Int32Array.of(0, 0))).toThrow(RangeError);
  });

  it('knows how many −128 fit a sum', () => {
    expect(MAX_SUMMED * 128).toBeLessThan(2 ** 31);
    expect((MAX_SUMMED + 1) * 128).toBe(2 ** 31);
  });
});

it('bounds wider activations when told', () => {
  expect([...accumulatorBounds(Int8Array.of(-127, 1), Int32Array.of(-5), 32768)]).toEqual([32768 * 128 + 5]);
});
