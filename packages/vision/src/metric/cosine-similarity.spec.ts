import fc from 'fast-check';
import { cosineSimilarity } from './cosine-similarity';

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
