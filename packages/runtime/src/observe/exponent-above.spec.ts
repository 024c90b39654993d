import fc from 'fast-check';
import { SMALLEST_EXPONENT, exponentAbove } from './exponent-above';

it.each([
  [0, SMALLEST_EXPONENT],
  [5e-324, SMALLEST_EXPONENT],
  [2 ** -65, SMALLEST_EXPONENT],
  [2 ** -64, -63],
  [0.75, 0],
  [1, 1],
  [1.5, 1],
  [2, 2],
  [127, 7],
  [3.4e38, 128],
])('%d lies below 2^%d', (magnitude, exponent) => {
  expect(exponentAbove(magnitude)).toBe(exponent);
});

it('is the smallest such power of two', () => {
  fc.assert(
    fc.property(fc.float({ min: 0, noNaN: true, noDefaultInfinity: true }), (magnitude) => {
      const e = exponentAbove(magnitude);
      expect(2 ** e).toBeGreaterThan(magnitude);
      if (e > SMALLEST_EXPONENT) expect(2 ** (e - 1)).toBeLessThanOrEqual(magnitude);
    }),
  );
});
