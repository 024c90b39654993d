import fc from 'fast-check';
import { wilsonInterval } from './wilson-interval';

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
