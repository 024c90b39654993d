import { l2Distance } from './l2-distance';

it('is the length of the difference over the number of elements', () => {
  expect(l2Distance([3, 0], [0, 4])).toBe(2.5);
  expect(l2Distance([1, 1, 1, 1], [0, 0, 0, 0])).toBe(0.5);
  expect(l2Distance([], [])).toBe(0);
});

it('carries infinities and NaN, and refuses lengths that differ', () => {
  expect(l2Distance([-Infinity, 2], [-Infinity, 0])).toBe(1);
  expect(l2Distance([Infinity], [1])).toBe(Infinity);
  expect(l2Distance([NaN], [1])).toBeNaN();
  expect(() => l2Distance([1], [])).toThrow(RangeError);
});
