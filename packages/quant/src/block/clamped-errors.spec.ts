import * as fc from 'fast-check';
import { absoluteLoss, clampedErrors } from './clamped-errors';

const RELU6 = { min: 0, max: 6 };
const real = fc.double({ min: -3, max: 9, noNaN: true });
const pairs = fc.array(fc.tuple(real, real), { minLength: 4, maxLength: 30 });

it('gives what half the squares behind the clamp fall by, as differences of them tell', () => {
  const clamped = (value: number) => Math.min(Math.max(value, RELU6.min), RELU6.max);
  fc.assert(
    fc.property(pairs, (places) => {
      const wanted = Float64Array.from(places, ([a]) => a);
      const given = Float64Array.from(places, ([, b]) => b);
      const { errors } = clampedErrors(wanted, given, RELU6);
      const limit = 4 * wanted.map((a, i) => Math.abs(clamped(a) - clamped(given[i]))).sort()[wanted.length >> 1];
      given.forEach((b, i) => {
        if (b < 1e-3 || b > 6 - 1e-3) return;
        const half = (at: number) => (clamped(wanted[i]) - clamped(at)) ** 2 / 2;
        const slope = (half(b + 1e-6) - half(b - 1e-6)) / 2e-6;
        expect(errors[i]).toBeCloseTo(limit > 0 ? Math.min(Math.max(-slope, -limit), limit) : -slope, 5);
      });
    }),
  );
});

it('says how much of a channel shows, a tenth at least', () => {
  const open = (wanted: number[], given: number[]) =>
    clampedErrors(Float64Array.from(wanted), Float64Array.from(given), RELU6).open;
  expect(open([-1, -2, 1, 2], [-1, -3, 1, 2])).toBe(0.5);
  expect(open([-1, -2], [-1, -3])).toBe(0.1);
  expect(open([-1, 2], [-1, -3])).toBe(0.5);
});

it('sums what is off behind the clamp, with a step and a shift', () => {
  const [wanted, given] = [Float64Array.of(-1, 3, 8), Float64Array.of(1, 4, 7)];
  expect(absoluteLoss(wanted, given, RELU6)).toBe(1 + 1);
  expect(absoluteLoss(wanted, given, RELU6, Float64Array.of(-1, 0, -2), -1)).toBe(0 + 0 + 2);
});
