import { runningMean } from './running-mean';

it('is the mean of the values so far', () => {
  const rounded = runningMean([1, 0.9, 0.9, 0.8]).map((value) => Number(value.toFixed(3)));
  expect(rounded).toEqual([1, 0.95, 0.933, 0.9]);
  expect(runningMean([])).toEqual([]);
});

it('leaves infinities out where there is anything else, and keeps NaN', () => {
  expect(runningMean([Infinity, Infinity, 40, Infinity, 20])).toEqual([Infinity, Infinity, 40, 40, 30]);
  expect(runningMean([-Infinity, 1])).toEqual([-Infinity, 1]);
  expect(runningMean([1, NaN, 3])).toEqual([1, NaN, NaN]);
});
