import { type Shape, float32, sizeOf } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { noise } from '../ops.fixture';
import { alongChannels, normalised, rootMeanSquare } from './normalise';

const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });

/** Flat places of elements that differ from the first along `axes` alone, written out in another way. */
function together(shape: Shape, axes: readonly number[]): number[][] {
  const groups = new Map<string, number[]>();
  for (let at = 0; at < sizeOf(shape); at++) {
    let rest = at;
    const index = [...shape].reverse().map((dim) => {
      const i = rest % dim;
      rest = Math.floor(rest / dim);
      return i;
    });
    const key = index
      .reverse()
      .filter((_, axis) => !axes.includes(axis))
      .join();
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  return [...groups.values()];
}

it('gives every group the mean 0 and the mean square 1, or the second alone', () => {
  fc.assert(
    fc.property(shapes, fc.nat(), fc.boolean(), (shape, seed, centred) => {
      const axes = shape.map((_, axis) => axis).filter((axis) => (seed >> axis) % 2 === 0);
      const y = normalised(noise(shape, seed), { axes, centred, divisor: rootMeanSquare(0) });
      for (const group of together(shape, axes)) {
        if (centred && group.length === 1) continue;
        const mean = group.reduce((sum, at) => sum + y[at], 0) / group.length;
        const square = group.reduce((sum, at) => sum + y[at] ** 2, 0) / group.length;
        if (centred) expect(mean).toBeCloseTo(0, 10);
        expect(square).toBeCloseTo(1, 10);
      }
    }),
  );
});

it('tells the divisor the sum of squares and how many they are', () => {
  const seen: number[][] = [];
  normalised(float32([2, 2], [1, 2, 3, 4]), {
    axes: [1],
    centred: false,
    divisor: (...given) => {
      seen.push(given);
      return 1;
    },
  });
  expect(seen).toEqual([
    [5, 2],
    [25, 2],
  ]);
});

it('writes a vector of channels so that it broadcasts', () => {
  expect(alongChannels(float32([2], [1, 2]), 4)?.shape).toEqual([2, 1, 1]);
  expect(alongChannels(undefined, 4)).toBeUndefined();
});
