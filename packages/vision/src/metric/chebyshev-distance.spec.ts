import { chebyshevDistance } from './chebyshev-distance';

it('is the largest |a - b|', () => {
  expect(chebyshevDistance([1, 2, -3], [1, 4, 3])).toBe(6);
  expect(chebyshevDistance(Int8Array.of(-128, 0), Int8Array.of(127, 0))).toBe(255);
  expect(chebyshevDistance([], [])).toBe(0);
});

it('carries infinities and NaN, and refuses lengths that differ', () => {
  expect(chebyshevDistance([Infinity, 1], [Infinity, 2])).toBe(1);
  expect(chebyshevDistance([-Infinity, 1], [Infinity, 2])).toBe(Infinity);
  expect(chebyshevDistance([NaN, 9], [1, 0])).toBeNaN();
  expect(chebyshevDistance([9, NaN], [0, 1])).toBeNaN();
  expect(() => chebyshevDistance([1], [])).toThrow(RangeError);
});
