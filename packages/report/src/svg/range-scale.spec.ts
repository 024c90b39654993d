import * as fc from 'fast-check';
import { rangeScale } from './range-scale';

const pixels = [0, 100] as const;
const labels = (low: number, high: number, steps = 4) =>
  rangeScale({ low, high, pixels, steps }).ticks.map(({ label }) => label);

it('ends at round ticks around what is on it', () => {
  const { at, ticks } = rangeScale({ low: -3.2, high: 7.1, pixels });
  expect(ticks.map(({ value }) => value)).toEqual([-5, 0, 5, 10]);
  expect([at(-5), at(2.5), at(10)]).toEqual([0, 50, 100]);
});

it('ends at its ends where it is tight, and keeps what is outside there', () => {
  const { at, ticks } = rangeScale({ low: -1.5, high: 4.5, pixels, steps: 3, tight: true });
  expect(ticks.map(({ value }) => value)).toEqual([0, 2, 4]);
  expect([at(-9), at(-1.5), at(1.5), at(4.5), at(9)]).toEqual([0, 0, 50, 100, 100]);
});

it('goes the other way where the pixels do', () => {
  const { at } = rangeScale({ low: 0, high: 10, pixels: [100, 20] });
  expect([at(0), at(5), at(10)]).toEqual([100, 60, 20]);
});

it('labels ticks with as many digits as tell them apart', () => {
  expect(labels(0.988, 1)).toEqual(['0.985', '0.990', '0.995', '1.000']);
  expect(labels(-20, 20)).toEqual(['-20', '-10', '0', '10', '20']);
  expect(labels(0.999991, 0.999999)).toEqual(['0.999990', '0.999992', '0.999994', '0.999996', '0.999998', '1.000000']);
  expect(labels(0, 4e-9)).toEqual(['0', '1e-9', '2e-9', '3e-9', '4e-9']);
  expect(labels(0, 3e7)).toEqual(['0', '10000000', '20000000', '30000000']);
  expect(labels(0, 4e-6)).toEqual(['0.000000', '0.000001', '0.000002', '0.000003', '0.000004']);
});

it.each([
  [0, 0, 0, 1],
  [5, 5, 2.5, 7.5],
  [-2, -2, -3, -1],
  [NaN, Infinity, 0, 1],
  [NaN, 3, 0, 3],
])('is an axis from %d to %d, too', (low, high, from, to) => {
  const { at } = rangeScale({ low, high, pixels, tight: true });
  expect([at(from), at(to), at((from + to) / 2)]).toEqual([0, 100, 50]);
});

it('has ticks in order, all on it, with labels of their own, for any range', () => {
  const real = fc.double({ min: -1e12, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(real, real, fc.boolean(), (a, b, tight) => {
      const { at, ticks } = rangeScale({ low: Math.min(a, b), high: Math.max(a, b), pixels, tight });
      const places = ticks.map(({ value }) => at(value));
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(places).toEqual(places.toSorted((x, y) => x - y));
      expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
      expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)));
    }),
  );
});
