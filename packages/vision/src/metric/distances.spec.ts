import fc from 'fast-check';
import {
  chebyshevDistance,
  cosineSimilarity,
  difference,
  l2Distance,
  meanAbsoluteError,
  relativeSquaredError,
} from './distances';

it('measures the angle, not the length', () => {
  expect(cosineSimilarity([1, 0], [0, 5])).toBe(0);
  expect(cosineSimilarity([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 15);
  expect(cosineSimilarity([3, 4], [-3, -4])).toBe(-1);
  expect(cosineSimilarity([1, 0], [1, 1])).toBeCloseTo(Math.SQRT1_2, 15);
});

it('takes zero vectors as stated', () => {
  expect(cosineSimilarity([], [])).toBe(1);
  expect(cosineSimilarity([0, -0], [0, 0])).toBe(1);
  expect(cosineSimilarity([0, 0], [0, 1])).toBe(0);
  expect(cosineSimilarity([1, 0], [0, 0])).toBe(0);
});

it.each([NaN, Infinity, -Infinity])('gives NaN when an element is %p', (bad) => {
  expect(cosineSimilarity([bad, 1], [1, 1])).toBeNaN();
  expect(cosineSimilarity([1, 1], [1, bad])).toBeNaN();
  expect(cosineSimilarity([bad, 0], [0, 0])).toBeNaN();
});

it('neither overflows nor vanishes on float32 extremes', () => {
  expect(cosineSimilarity(Float32Array.of(3e38, 3e38), Float32Array.of(3e38, 3e38))).toBeCloseTo(1, 14);
  expect(cosineSimilarity(Float32Array.of(1e-45), Float32Array.of(3e38))).toBeCloseTo(1, 14);
});

it('is symmetric, within -1..1, and 1 of a vector with itself', () => {
  const element = fc.integer({ min: -32768, max: 32767 });
  fc.assert(
    fc.property(fc.array(fc.tuple(element, element), { minLength: 1 }), (pairs) => {
      const a = pairs.map(([x]) => x);
      const b = pairs.map(([, y]) => y);
      const cosine = cosineSimilarity(a, b);
      expect(cosine >= -1 && cosine <= 1).toBe(true);
      expect(cosineSimilarity(b, a)).toBe(cosine);
      expect(cosineSimilarity(a, a)).toBeCloseTo(1, 14);
    }),
  );
});

it('refuses lengths that differ', () => {
  expect(() => cosineSimilarity([1], [1, 2])).toThrow(RangeError);
});

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

it.each([
  [[1, 2], [1, 2], 0],
  [[0, 0], [3, 4], 1],
  [[1, 3], [1, 2], 0.2],
  [[], [], 0],
  [[0], [0], 0],
  [[1], [0], Infinity],
  [[-Infinity, 1, 3], [-Infinity, 1, 2], 0.2],
  [[-Infinity, 1], [-Infinity, 1], 0],
  [[5, 1], [-Infinity, 1], Infinity],
])('%j against %j is %d', (a, wanted, error) => {
  expect(relativeSquaredError(a, wanted)).toBeCloseTo(error, 12);
});

it('is NaN where there is a NaN', () => {
  expect(relativeSquaredError([NaN], [1])).toBeNaN();
});

it('is the distance, infinities and NaN as stated', () => {
  expect(difference(-128, 127)).toBe(255);
  expect(difference(0, -0)).toBe(0);
  expect(difference(Infinity, Infinity)).toBe(0);
  expect(difference(-Infinity, Infinity)).toBe(Infinity);
  expect(difference(1, -Infinity)).toBe(Infinity);
  expect(difference(NaN, NaN)).toBeNaN();
  expect(difference(0, NaN)).toBeNaN();
});
