import { exact, nearestFloat32 } from './exact';
import { exponential, logistic } from './exponential';

it.each([0, 1, -1, 0.125, -31.875, 10, -64])('e to the power of %s', (x) => {
  expect(nearestFloat32(exponential(exact(x)))).toBe(Math.fround(Math.exp(x)));
});

it.each([0, 8, -8, 0.0625])('the logistic function of %s', (x) => {
  expect(nearestFloat32(logistic(x))).toBe(Math.fround(1 / (1 + Math.exp(-x))));
});
