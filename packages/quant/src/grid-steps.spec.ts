import * as fc from 'fast-check';
import { seededRandom } from '@openbpu/ir';
import { gridSteps } from './grid-steps';

const largestOf = (weights: ArrayLike<number>) => Array.from(weights).reduce((a, b) => Math.max(a, Math.abs(b)), 0);
const stepsOf = (weights: readonly number[], scale = 1) => {
  const reals = Float32Array.from(weights, (q) => q * scale);
  return gridSteps(reals, largestOf(reals));
};

it('finds the grid of integers at any scale', () => {
  const integers = fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 6, maxLength: 40 });
  fc.assert(
    fc.property(integers, fc.double({ min: 1e-6, max: 1e3, noNaN: true }), (q, real) => {
      const scale = Math.fround(real);
      const weights = Float32Array.from(q, (each) => each * scale);
      const largest = largestOf(weights);
      fc.pre(largest > 0);
      const steps = gridSteps(weights, largest)!;
      expect(steps).toBeLessThanOrEqual(127);
      for (const weight of weights) {
        const place = (weight / largest) * steps;
        expect(Math.abs(place - Math.round(place))).toBeLessThan(2 ** -11);
      }
    }),
  );
});

it('has as many steps as there can be: those of the integers where the largest is more than half of them', () => {
  expect(stepsOf([90, -89, 3], 0.013)).toBe(90);
  expect(stepsOf([127, 126], 0.5)).toBe(127);
  expect(stepsOf([60, 59, 7], 0.1)).toBe(120);
  expect(stepsOf([64, 63])).toBe(64);
  expect(stepsOf([63, 62])).toBe(126);
  expect(stepsOf([1, -1, 0], 0.25)).toBe(127);
  expect(stepsOf([0.25, 0.5, 0.25])).toBe(126);
  expect(stepsOf([-0.3])).toBe(127);
});

it('takes half a step for none, on either side of 0', () => {
  expect(stepsOf([127, 0.5])).toBeUndefined();
  expect(stepsOf([127, -0.5])).toBeUndefined();
});

it('knows −128, which takes a step of its own', () => {
  expect(stepsOf([-128, 127, 3], 0.02)).toBe(128);
  expect(stepsOf([-129, 127, 3], 0.02)).toBeUndefined();
  expect(stepsOf([255, 254, 3], 0.02)).toBeUndefined();
});

it('finds none in noise, in nothing, and in what is no number', () => {
  const random = seededRandom(7);
  for (let count = 4; count < 40; count++) {
    const noise = Float32Array.from({ length: count }, () => random() - 0.5);
    expect(gridSteps(noise, largestOf(noise))).toBeUndefined();
  }
  expect(gridSteps([0, 0], 0)).toBeUndefined();
  expect(gridSteps([1, NaN], 1)).toBeUndefined();
  expect(gridSteps([1, Infinity], Infinity)).toBeUndefined();
});

it('lets float32 round, and nothing more', () => {
  expect(gridSteps([1, 0.5 + 0.9 * 2 ** -13], 1)).toBe(126);
  expect(gridSteps([1, 0.5 + 2 ** -13], 1)).toBe(126);
  expect(gridSteps([1, 0.5 + 1.1 * 2 ** -13], 1)).toBeUndefined();
  expect(gridSteps([1, 0.5 + 2 ** -9, 1 / 3], 1)).toBeUndefined();
});
