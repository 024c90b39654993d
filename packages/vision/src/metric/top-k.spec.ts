import fc from 'fast-check';
import { agreement, topK } from './top-k';

const indices = (values: readonly number[], k: number) => topK(values, k).map(({ index }) => index);

it('ranks by value, equal values by index, NaN last', () => {
  expect(topK([0.1, 0.7, 0.2], 2)).toEqual([
    { index: 1, value: 0.7 },
    { index: 2, value: 0.2 },
  ]);
  expect(indices([3, 5, 5, 3, 5], 4)).toEqual([1, 2, 4, 0]);
  expect(indices([NaN, -Infinity, NaN, Infinity, 0], 5)).toEqual([3, 4, 1, 0, 2]);
  expect(indices([0, -0], 2)).toEqual([0, 1]);
});

it('gives what there is', () => {
  expect(indices([], 5)).toEqual([]);
  expect(indices([1], 5)).toEqual([0]);
  expect(indices([1, 2], 0)).toEqual([]);
  expect(topK(Int8Array.of(-128, 127), 1)).toEqual([{ index: 1, value: 127 }]);
});

it('is the head of a stable sort', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 })), fc.nat(12), (values, k) => {
      const sorted = values
        .map((value, index) => ({ index, value }))
        .sort((a, b) => b.value - a.value || a.index - b.index);
      expect(topK(values, k)).toEqual(sorted.slice(0, k));
    }),
  );
});

it('counts equal predictions', () => {
  expect(agreement([1, 2, 3, 4], [1, 2, 0, 4])).toBe(0.75);
  expect(agreement([], [])).toBe(1);
  expect(() => agreement([1], [])).toThrow(RangeError);
});
