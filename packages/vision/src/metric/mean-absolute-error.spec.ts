import { meanAbsoluteError } from './mean-absolute-error';

it('is the mean of |a - b|', () => {
  expect(meanAbsoluteError([1, 2, 3], [2, 0, 3])).toBe(1);
  expect(meanAbsoluteError(Int8Array.of(-128), Int8Array.of(127))).toBe(255);
  expect(meanAbsoluteError([], [])).toBe(0);
});

it('sums in double: large and small do not drown in float32', () => {
  expect(meanAbsoluteError([16777216, 1], [0, 0])).toBe(8388608.5);
});

it('carries infinities and NaN, and refuses lengths that differ', () => {
  expect(meanAbsoluteError([Infinity, 1], [Infinity, 2])).toBe(0.5);
  expect(meanAbsoluteError([Infinity], [1])).toBe(Infinity);
  expect(meanAbsoluteError([NaN], [1])).toBeNaN();
  expect(() => meanAbsoluteError([1], [])).toThrow(RangeError);
});
