import { float32, int32, int8 } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { ranked, rankedShape } from './ranking';

describe('ranked', () => {
  it('goes along any axis, ties by their place', () => {
    const x = int8([3, 2], [1, 5, 7, 5, 7, -128]);
    expect(ranked(x, 0, 2, { largest: true })).toEqual({
      values: int8([2, 2], [7, 5, 7, 5]),
      places: int32([2, 2], [1, 0, 2, 1]),
    });
    expect(ranked(x, 0, 1, { largest: true, ties: 'last' }).places).toEqual(int32([1, 2], [2, 1]));
    expect(ranked(x, -1, 1, { largest: false }).values).toEqual(int8([3, 1], [1, 5, -128]));
  });

  it('takes infinities as they are and NaN as the largest', () => {
    const x = float32([4], [Infinity, -Infinity, NaN, 0]);
    expect(ranked(x, 0, 4, { largest: true }).places).toEqual(int32([4], [0, 2, 3, 1]));
    expect(ranked(float32([2], [0, -0]), 0, 1, { largest: true }).places).toEqual(int32([1], [0]));
  });

  it('is sorted, and the places name the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 9 }),
        fc.boolean(),
        (list, up) => {
          const { values, places } = ranked(int8([list.length], list), 0, list.length, { largest: !up });
          const found = Array.from(values.data, Number);
          expect(found).toEqual([...list].sort((a, b) => (up ? a - b : b - a)));
          expect(Array.from(places.data, (place) => list[Number(place)])).toEqual(found);
          expect(new Set(places.data).size).toBe(list.length);
        },
      ),
    );
  });

  it('has as many as there are, at most', () => {
    expect(rankedShape({ shape: [2, 5] }, 1, 0)).toEqual([2, 0]);
    expect(() => rankedShape({ shape: [2, 5] }, 0, 3)).toThrow(/no 3 elements/);
    expect(() => rankedShape({ shape: [] }, 0, 1)).toThrow(/scalar/);
  });
});
