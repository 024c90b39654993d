import * as fc from 'fast-check';
import { exact, nearestEven, nearestFloat32, nearestFloat64, over, plus, rootFloat64, times } from './exact';

const double = fc.double({ noNaN: true, noDefaultInfinity: true });

it('rounds to float32 as the processor does', () => {
  fc.assert(fc.property(double, (x) => nearestFloat32(exact(x)) === Math.fround(x)));
  for (const x of [
    0,
    2 ** -149,
    2 ** -150,
    3 * 2 ** -150,
    2 ** -126,
    2 ** 24 + 1,
    2 ** 24 + 3,
    2 ** 128,
    3.4028235677973366e38,
    -1e300,
  ])
    expect(nearestFloat32(exact(x)) + 0).toBe(Math.fround(x) + 0);
});

it('rounds ties to even', () => {
  expect([0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.4999, -0.5001].map((x) => Number(nearestEven(exact(x))))).toEqual([
    0, 2, 2, 0, -2, -2, 0, -1,
  ]);
});

it('calculates exactly where doubles do', () => {
  const small = fc.integer({ min: -1e6, max: 1e6 });
  fc.assert(
    fc.property(
      small,
      small,
      (a, b) =>
        nearestFloat32(plus(exact(a), exact(b))) === Math.fround(a + b) &&
        nearestFloat32(times(exact(a), exact(b))) === Math.fround(a * b),
    ),
  );
  expect(nearestFloat32(over(exact(1), exact(-3)))).toBe(Math.fround(-1 / 3));
});

it('refuses what is no number', () => {
  for (const x of [NaN, Infinity, -Infinity]) expect(() => exact(x)).toThrow(RangeError);
  expect(() => over(exact(1), exact(0))).toThrow(RangeError);
});

it('rounds quotients and roots to double as the processor does', () => {
  const whole = fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n });
  fc.assert(fc.property(double, (x) => nearestFloat64(exact(x)) === x));
  fc.assert(
    fc.property(whole, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (a, b) => {
      const double = Number(a);
      return nearestFloat64(over(exact(double), exact(b))) === double / b;
    }),
  );
  const positive = fc.double({ noNaN: true, min: 0, max: 2 ** 60 }).filter((x) => x === 0 || x > 2 ** -40);
  fc.assert(fc.property(positive, (x) => rootFloat64(exact(x)) === Math.sqrt(x)));
  expect([0, 1, 2, 9, 2 ** 52].map((x) => rootFloat64(exact(x)))).toEqual([0, 1, Math.SQRT2, 3, 2 ** 26]);
});
