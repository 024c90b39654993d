import fc from 'fast-check';
import { mcnemar, wilsonInterval } from './intervals';

it('gives the published limits', () => {
  // Newcombe 1998 (Statistics in Medicine 17:857), table I, method 3.
  const published: readonly (readonly [number, number, number, number])[] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ];
  for (const [hits, count, low, high] of published) {
    const interval = wilsonInterval(hits, count);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  }
});

it('knows nothing of nothing', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

it('holds the share, stays in 0..1, mirrors, and narrows with more pictures', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, share) => {
      const hits = Math.round(count * share);
      const { low, high } = wilsonInterval(hits, count);
      expect(0 <= low && low <= hits / count && hits / count <= high && high <= 1).toBe(true);
      const mirrored = wilsonInterval(count - hits, count);
      expect(mirrored.low).toBeCloseTo(1 - high, 12);
      const wider = wilsonInterval(10 * hits, 10 * count);
      expect(wider.high - wider.low).toBeLessThan(high - low);
    }),
  );
});

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
