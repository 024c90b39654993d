import { relativeSquaredError } from './relative-squared-error';

it.each([
  [[1, 2], [1, 2], 0],
  [[0, 0], [3, 4], 1],
  [[1, 3], [1, 2], 0.2],
  [[], [], 0],
  [[0], [0], 0],
  [[1], [0], Infinity],
])('%j against %j is %d', (a, wanted, error) => {
  expect(relativeSquaredError(a, wanted)).toBeCloseTo(error, 12);
});

it('is NaN where there is a NaN', () => {
  expect(relativeSquaredError([NaN], [1])).toBeNaN();
});
