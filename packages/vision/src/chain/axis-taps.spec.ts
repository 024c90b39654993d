import fc from 'fast-check';
import { cubicTaps, linearTaps, skimageTaps } from './axis-taps';

const ALL = { linearTaps, cubicTaps, skimageTaps };
const length = fc.integer({ min: 1, max: 90 });

it.each(Object.entries(ALL))('%s: weights of sum 1, of positions that are there', (_, taps) => {
  fc.assert(
    fc.property(length, length, (from, to) => {
      const made = taps(from, to);
      expect(made).toHaveLength(to);
      for (const tap of made) {
        expect(tap.weights.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
        expect(tap.from.every((at) => Number.isInteger(at) && at >= 0 && at < from)).toBe(true);
        expect(tap.from).toHaveLength(tap.weights.length);
      }
    }),
  );
});

it.each(Object.entries(ALL))('%s: an axis that keeps its length stays', (_, taps) => {
  for (const [i, tap] of taps(7, 7).entries())
    expect(tap.weights.reduce((sum, weight, k) => sum + weight * tap.from[k], 0)).toBeCloseTo(i, 6);
});

it('repeats the border as OpenCV does, and mirrors it as skimage does', () => {
  expect(linearTaps(2, 4)[0]).toEqual({ from: [0, 0], weights: [0.25, 0.75] });
  expect(linearTaps(2, 4)[3]).toEqual({ from: [1, 1], weights: [0.75, 0.25] });
  expect(skimageTaps(2, 4)[0]).toEqual({ from: [1, 0], weights: [0.25, 0.75] });
  expect(skimageTaps(2, 4)[3]).toEqual({ from: [1, 0], weights: [0.75, 0.25] });
  expect(skimageTaps(1, 3)).toEqual(Array(3).fill({ from: [0], weights: [1] }));
});

it('smooths before it shrinks only in skimage', () => {
  expect(linearTaps(30, 3)[1].from).toEqual([14, 15]);
  expect(skimageTaps(30, 3)[1].from.length).toBeGreaterThan(25);
});

it('overshoots with a cubic kernel', () => {
  expect(cubicTaps(8, 16)[5].weights).toEqual([-0.10546875, 0.87890625, 0.26171875, -0.03515625]);
});
