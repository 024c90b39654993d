import fc from 'fast-check';
import { float32, int8 } from '@openbpu/tensor';
import { at, indices, integerNoise } from '../ops.fixture';
import { reduceShape, reduceSums } from './reduce';

describe('reduceShape', () => {
  it('keeps folded axes as 1 or drops them', () => {
    expect(reduceShape([2, 3, 4], { axes: [1], keepdims: true })).toEqual({ shape: [2, 1, 4], count: 3 });
    expect(reduceShape([2, 3, 4], { axes: [-1, 0], keepdims: false })).toEqual({ shape: [3], count: 8 });
    expect(reduceShape([2], { axes: [0], keepdims: false })).toEqual({ shape: [], count: 2 });
  });

  it('refuses axes that are not there or come twice', () => {
    expect(() => reduceShape([2, 3], { axes: [2], keepdims: true })).toThrow(RangeError);
    expect(() => reduceShape([2, 3], { axes: [1, -1], keepdims: true })).toThrow(/twice/);
  });
});

describe('reduceSums', () => {
  it('sums by hand', () => {
    const x = float32([2, 3], [1, 2, 3, 4, 5, 6]);
    expect([...reduceSums(x, { axes: [0], keepdims: true })]).toEqual([5, 7, 9]);
    expect([...reduceSums(x, { axes: [1], keepdims: false })]).toEqual([6, 15]);
    expect([...reduceSums(x, { axes: [0, 1], keepdims: false })]).toEqual([21]);
    expect([...reduceSums(int8([0, 3], []), { axes: [0], keepdims: true })]).toEqual([0, 0, 0]);
  });

  it('adds each element where the others of its line go', () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.nat(), fc.integer(), (shape, pick, seed) => {
        const axes = shape.map((_, axis) => axis).filter((axis) => (pick >> axis) & 1);
        const x = integerNoise(shape, seed);
        const kept = shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
        const expected = [...indices(kept)].map((place) => {
          let sum = 0;
          for (const inner of indices(shape.map((dim, axis) => (axes.includes(axis) ? dim : 1))))
            sum += at(x, ...place.map((p, axis) => p + inner[axis]));
          return sum;
        });
        expect([...reduceSums(x, { axes, keepdims: true })]).toEqual(expected);
      }),
    );
  });
});
