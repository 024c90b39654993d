import fc from 'fast-check';
import { mcnemar } from './mcnemar';

it('adds up binomial tails', () => {
  expect(mcnemar(0, 0)).toBe(1);
  expect(mcnemar(3, 3)).toBe(1);
  expect(mcnemar(0, 5)).toBeCloseTo(2 / 32, 14);
  expect(mcnemar(1, 9)).toBeCloseTo((2 * 11) / 1024, 14);
  expect(mcnemar(12, 5)).toBeCloseTo(0.143463134765625, 14);
});

it('does not underflow on many pairs', () => {
  expect(mcnemar(50000, 50000)).toBe(1);
  // Exact rational arithmetic gives these two.
  expect(mcnemar(460, 540)).toBeCloseTo(0.01244414627717178, 12);
  expect(mcnemar(5100, 4900)).toBeCloseTo(0.04658552770494739, 11);
  expect(mcnemar(0, 100000)).toBe(0);
});

it('is symmetric, and falls as the split grows uneven', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), (a, b) => {
      const p = mcnemar(a, b);
      expect(p > 0 && p <= 1).toBe(true);
      expect(mcnemar(b, a)).toBe(p);
      if (a < b && a > 0) expect(mcnemar(a - 1, b + 1)).toBeLessThan(p);
    }),
  );
});
