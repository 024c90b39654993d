import fc from 'fast-check';
import { flatEnds } from './flat-ends';

const POINTS = 1024;
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
/** Functions whose slope is nowhere steeper than 1.1. */
const SMOOTH: Readonly<Record<string, (x: number) => number>> = {
  sigmoid,
  identity: (x) => x,
  constant: () => 3,
  swish: (x) => x * sigmoid(x),
  tanh: Math.tanh,
  abs: Math.abs,
  relu: (x) => Math.max(0, x),
  sine: Math.sin,
  bump: (x) => Math.exp(-x * x),
};
const SLOPE = 1.1;
const MONOTONE = ['sigmoid', 'identity', 'tanh', 'relu'];

const reach = fc.integer({ min: 0, max: 5000 }).map((n) => n / 100);
const tolerance = fc.double({ noNaN: true, min: 1e-4, max: 0.5 });
const points = Array.from({ length: POINTS + 1 }, (_, i) => i / POINTS);

it.each(Object.keys(SMOOTH))('leaves only what lies within the tolerance of its end (%s)', (name) => {
  const f = SMOOTH[name];
  fc.assert(
    fc.property(reach, reach, tolerance, fc.double({ noNaN: true, min: 0, max: 1 }), (below, above, most, share) => {
      const { low, high } = flatEnds(f, -below, above, most);
      expect(low).toBeGreaterThanOrEqual(-below);
      expect(low).toBeLessThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(above);
      expect(high).toBeGreaterThanOrEqual(0);
      for (const [end, bound] of [
        [low, -below],
        [high, above],
      ]) {
        const outside = points.map((p) => bound * (1 - p)).filter((x) => Math.abs(x) >= Math.abs(end));
        expect(Math.max(...outside.map((x) => Math.abs(f(x) - f(end))))).toBeLessThanOrEqual(most);
        const between = end + (bound - end) * share;
        expect(Math.abs(f(between) - f(end))).toBeLessThanOrEqual(most + (SLOPE * Math.abs(bound)) / POINTS);
      }
    }),
    { numRuns: 40 },
  );
});

it.each(MONOTONE)('leaves all of that (%s)', (name) => {
  const f = SMOOTH[name];
  fc.assert(
    fc.property(reach, reach, tolerance, (below, above, most) => {
      const { low, high } = flatEnds(f, -below, above, most);
      for (const [end, bound] of [
        [low, -below],
        [high, above],
      ]) {
        const next = points.map((p) => bound * (1 - p)).find((x) => Math.abs(x) < Math.abs(end));
        if (next !== undefined) expect(Math.abs(f(next) - f(bound))).toBeGreaterThan(most);
      }
    }),
    { numRuns: 40 },
  );
});

it('leaves everything of a constant, and next to nothing of the identity', () => {
  expect(flatEnds(() => 7, -3, 4, 0)).toEqual({ low: 0, high: 0 });
  expect(flatEnds((x) => x, -3, 4, 0)).toEqual({ low: -3, high: 4 });
  expect(flatEnds((x) => x, 0, 0, 1)).toEqual({ low: 0, high: 0 });
});

it('does not pass a hump between two flats of one height', () => {
  const { low } = flatEnds((x) => Math.exp(-((x + 5) ** 2)), -10, 0, 0.1);
  expect(low).toBeLessThan(-6);
  expect(low).toBeGreaterThan(-7);
});

it.each<[string, (x: number) => number, number, number]>([
  ['no numbers below 0', Math.sqrt, -4, 1],
  ['no numbers below 0 and a pole there', Math.log, -4, 1],
  ['infinities everywhere', () => Infinity, -4, 1],
  ['no numbers between −2 and −1', (x) => (x < -1 && x > -2 ? NaN : 0), -2, 0],
])('keeps everything from where a function has %s', (_, f, low, high) => {
  const ends = flatEnds(f, -4, 1, 0.001);
  expect(ends.low).toBe(low);
  expect(ends.high).toBeCloseTo(high, 2);
});

it('stops before a pole', () => {
  const { low, high } = flatEnds((x) => 1 / x, -4, 4, 0.25);
  expect(low).toBeCloseTo(-2, 1);
  expect(high).toBeCloseTo(2, 1);
});
